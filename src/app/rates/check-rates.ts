import type {Answer} from '../../core/answer.ts'
import {EXIT} from '../../core/exit.ts'
import {PechError} from '../../core/problem.ts'
import {hasErrors} from '../../core/rates/card-finding.ts'
import {parseRateCard} from '../../core/rates/parse-rate-card.ts'
import {rateCardAge} from '../../core/rates/rate-card-age.ts'
import type {RatesChecked} from '../../core/rates/rates-report.ts'
import type {RatesPorts} from './rate-card-port.ts'

/**
 * Judges a rate card: every finding with its place; exit 1 when one of them is an error.
 *
 * @param file - A rate card file; undefined for the card in force.
 * @throws PechError `RATE_CARD_UNREADABLE` when there is nothing to judge.
 */
export function checkRates(ports: RatesPorts, file: string | undefined): Answer<RatesChecked> {
  const nowMs = ports.clock()
  const content = file === undefined ? ports.rateCards.contentInForce() : ports.rateCards.contentOf(file)
  if (content.kind === 'unreadable') {
    const hint = 'name a rate card in JSON, or nothing for the card in force'
    throw new PechError('RATE_CARD_UNREADABLE', `${content.source}: ${content.reason}`, hint)
  }
  const {card, findings} = parseRateCard(content.json)
  const age = card === null ? null : rateCardAge(card.verifiedAt, nowMs)
  const all = age?.finding ? [...findings, age.finding] : findings
  const rows = card === null ? 0 : [...card.models.values()].reduce((sum, model) => sum + model.rows.length, 0)
  return {
    report: {
      command: 'check',
      generatedAtMs: nowMs,
      source: content.source,
      size: card === null ? null : {models: card.models.size, rows},
      ageDays: age?.ageDays ?? null,
      findings: all,
      problems: [],
    },
    exitCode: hasErrors(all) ? EXIT.couldNot : EXIT.ok,
  }
}
