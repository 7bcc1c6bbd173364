import type {Problem} from '../../core/problem.ts'
import type {RateCardInForce} from '../../core/rates/card-in-force.ts'
import {rateCardAge} from '../../core/rates/rate-card-age.ts'

/** What every answer that shows prices says about its card: that the user's cannot be used, that it is older than 90 days. */
export function rateCardProblems({card, source, problems}: RateCardInForce, nowMs: number): Problem[] {
  const {ageDays, finding} = rateCardAge(card.verifiedAt, nowMs)
  const isStale = finding?.code === 'CARD_OLD' || finding?.code === 'CARD_EXPIRED'
  const facts = {card: source, verifiedAt: card.verifiedAt, ageDays}
  return isStale ? [...problems, {code: 'RATE_CARD_STALE', facts}] : [...problems]
}
