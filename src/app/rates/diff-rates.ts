import type {Answer} from '../../core/answer.ts'
import type {RateCard} from '../../core/rates/rate-card.ts'
import {applyUpdate} from '../../core/rates/update/apply-update.ts'
import {diffCards} from '../../core/rates/update/diff-cards.ts'
import {planUpdate} from '../../core/rates/update/plan-update.ts'
import type {RatesDiffed} from '../../core/rates/update/rates-updated.ts'
import {PechError} from '../../core/problem.ts'
import {readPrices} from './read-prices.ts'
import type {RatesPorts} from './rate-card-port.ts'

/** The word for the card in force, in the place of a file. */
const CURRENT = 'current'

/**
 * The differences between two rate cards, or a card and another price table (as if its undated changes held from today).
 *
 * @param old - A rate card file, or `current`.
 * @param now - A file in any format that `update` reads, or `current`.
 * @throws PechError when one of them cannot be read, or the first is no rate card.
 */
export function diffRates(ports: RatesPorts, old: string, now: string): Answer<RatesDiffed> {
  const nowMs = ports.clock()
  const before = cardOf(ports, old)
  const differences = diffCards(
    before,
    now === CURRENT ? ports.rateCards.inForce().card : after(ports, before, now, nowMs),
  )
  return {report: {command: 'diff', generatedAtMs: nowMs, old, new: now, differences, problems: []}}
}

function cardOf(ports: RatesPorts, name: string): RateCard {
  if (name === CURRENT) return ports.rateCards.inForce().card
  const {card} = readPrices(ports.rateCards.contentOf(name))
  if (card !== null) return card
  throw new PechError(
    'USAGE',
    `${name} is no rate card of pech`,
    'a table in another format can only be the second one',
  )
}

function after(ports: RatesPorts, before: RateCard, name: string, nowMs: number): RateCard {
  const {card, source} = readPrices(ports.rateCards.contentOf(name))
  if (card !== null) return card
  const today = new Date(nowMs).toISOString().slice(0, 10)
  const plan = planUpdate(before, source, {nowMs, effective: today, sourceCode: source.format})
  return applyUpdate(before, plan, {code: source.format, description: name})
}
