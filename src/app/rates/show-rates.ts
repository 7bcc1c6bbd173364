import type {Answer} from '../../core/answer.ts'
import {countProblems, PechError} from '../../core/problem.ts'
import {familyOf} from '../../core/rates/family-of.ts'
import {normalizeModel} from '../../core/rates/normalize-model.ts'
import type {CardModel, CardRow, RateCard} from '../../core/rates/rate-card.ts'
import {rateCardAge} from '../../core/rates/rate-card-age.ts'
import type {RatesShown, ShownModel} from '../../core/rates/rates-report.ts'
import {suggest} from '../../core/suggest.ts'
import {MOMENT_EXPECTED, parseMoment} from '../../core/time/moment.ts'
import type {RatesPorts} from './rate-card-port.ts'
import {rateCardProblems} from './rate-card-problems.ts'

/** Which rates are wanted. */
export interface RatesWanted {
  /** Any name of a model; undefined for all models. */
  readonly model: string | undefined
  /** A date or moment (dates are UTC days, as on the card); undefined is now. */
  readonly at: string | undefined
}

/**
 * The rates of all models at a moment, newest model first; or of one model, all its rows (with `at`, those in force then).
 *
 * @throws PechError `MODEL_UNKNOWN`, or `USAGE` for an `at` that is no moment.
 */
export function showRates(ports: RatesPorts, {model: name, at}: RatesWanted): Answer<RatesShown> {
  const nowMs = ports.clock()
  const atMs = at === undefined ? nowMs : momentOf(at, nowMs)
  const inForce = ports.rateCards.inForce()
  const {card, source, fingerprint} = inForce
  const found = name === undefined ? null : find(name, card)
  const isHistory = found !== null && at === undefined
  const models = found === null ? listed(card, atMs) : [shown(found, atMs, isHistory)]
  const codes = models.flatMap(({rows}) => rows.flatMap(({row}) => row.source.split(';').map((code) => code.trim())))
  return {
    report: {
      command: 'show',
      generatedAtMs: nowMs,
      card: {source, verifiedAt: card.verifiedAt, ageDays: rateCardAge(card.verifiedAt, nowMs).ageDays, fingerprint},
      atMs,
      asked: found === null ? null : {name: String(name), id: found.id, aliases: aliasesOf(found, card)},
      models,
      modifiers: card.modifiers,
      sources: new Map([...card.sources].filter(([code]) => codes.includes(code))),
      problems: countProblems(rateCardProblems(inForce, nowMs)),
    },
  }
}

function momentOf(text: string, nowMs: number): number {
  const moment = parseMoment(text, nowMs, 'UTC')
  if (moment === null) throw new PechError('USAGE', `--at ${text} is no moment`, `expected ${MOMENT_EXPECTED}`)
  return moment
}

function find(name: string, card: RateCard): CardModel {
  const {id} = normalizeModel(name, card)
  const model = id === null ? undefined : card.models.get(id)
  if (model !== undefined) return model
  const near = suggest(name, [...card.models.keys(), ...card.aliases.keys()])
  const family = familyOf(name, card)
  const isEstimated =
    family !== null && [...card.models.values()].some((known) => known.family === family && known.rows.length > 0)
  const hint = near === undefined ? `'pech rates show' lists the models of the card` : `did you mean ${near}?`
  const estimate = isEstimated ? `its calls are estimated by the newest ${family} model` : 'its calls have no price'
  throw new PechError(
    'MODEL_UNKNOWN',
    `the rate card does not know the model ${JSON.stringify(name)}; ${estimate}`,
    hint,
  )
}

function newestFirst(card: RateCard): CardModel[] {
  const startOf = (model: CardModel) => model.released ?? model.rows[0]?.from ?? ''
  return [...card.models.values()].sort((a, b) => startOf(b).localeCompare(startOf(a)))
}

/** All models with a rate at the moment, and those whose price nobody knows. */
function listed(card: RateCard, atMs: number): ShownModel[] {
  const models = newestFirst(card).map((model) => ({isPriced: model.rows.length > 0, shown: shown(model, atMs, false)}))
  return models.filter(({isPriced, shown: {rows}}) => rows.length > 0 || !isPriced).map(({shown}) => shown)
}

function shown(model: CardModel, atMs: number, isHistory: boolean): ShownModel {
  const {id, display, family, released, geoUs} = model
  const rows = model.rows.map((row) => ({row, inForce: row.fromMs <= atMs && atMs < row.toMs}))
  return {
    model: {id, display, family, released, geoUs},
    rows: rows.filter(({inForce}) => isHistory || inForce).sort((a, b) => byTimeAndCondition(a.row, b.row)),
  }
}

function byTimeAndCondition(a: CardRow, b: CardRow): number {
  if (a.fromMs !== b.fromMs && a.speed === b.speed) return a.fromMs > b.fromMs ? -1 : 1
  if (a.speed !== b.speed) return a.speed === null ? -1 : 1
  return (a.overTokens ?? -1) - (b.overTokens ?? -1)
}

function aliasesOf(model: CardModel, card: RateCard): string[] {
  return [...card.aliases].filter(([, id]) => id === model.id).map(([alias]) => alias)
}
