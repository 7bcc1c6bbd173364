import type {Answer} from '../../core/answer.ts'
import {EXIT} from '../../core/exit.ts'
import {PechError} from '../../core/problem.ts'
import {hasErrors} from '../../core/rates/card-finding.ts'
import {missingModels, type MissingModel, type UnpricedUsage} from '../../core/rates/missing-models.ts'
import {parseRateCard} from '../../core/rates/parse-rate-card.ts'
import {rateCardAge} from '../../core/rates/rate-card-age.ts'
import type {RateCard} from '../../core/rates/rate-card.ts'
import type {RatesChecked} from '../../core/rates/rates-report.ts'
import type {RatesPorts} from './rate-card-port.ts'

/** What judging a card needs from outside. */
export interface RatesCheckPorts extends RatesPorts {
  /** What the calls of each model took, as far as a ledger is there: of those without a price, or of all. */
  readonly modelUsage: (which: 'unpriced' | 'all') => readonly UnpricedUsage[]
}

/**
 * Judges a rate card: every finding with its place; exit 1 when one of them is an error. Beside it, the models that the ledger
 * has calls of and the card has no price for.
 *
 * @param file - A rate card file; undefined for the card in force.
 * @throws PechError `RATE_CARD_UNREADABLE` when there is nothing to judge.
 */
export function checkRates(ports: RatesCheckPorts, file: string | undefined): Answer<RatesChecked> {
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
      missing: card === null ? [] : missingIn(ports, card, file === undefined),
      problems: [],
    },
    exitCode: hasErrors(all) ? EXIT.couldNot : EXIT.ok,
  }
}

/** The ledger knows which calls the card in force has no price for. Of another card only its models can be asked. */
function missingIn(ports: RatesCheckPorts, card: RateCard, isInForce: boolean): MissingModel[] {
  if (isInForce) return missingModels(ports.modelUsage('unpriced'), card)
  return missingModels(ports.modelUsage('all'), card).filter(({reason}) => reason !== 'before-first-row')
}
