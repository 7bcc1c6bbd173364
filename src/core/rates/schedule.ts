import {once} from '../once.ts'
import {type Multiplier, ONE, scale} from './decimal.ts'
import {familyOf} from './family-of.ts'
import {normalizeModel} from './normalize-model.ts'
import {COST_CLASSES, type Rate, type RateVector} from './rate.ts'
import type {CardModel, CardRow, RateCard} from './rate-card.ts'
import {rowInForce, rowInForceLast} from './row-in-force.ts'

/** All rates that calls with the same model, speed, batch and geo can meet. */
export interface Schedule {
  /** The latest segment of time. */
  readonly latest: Segment
  /** For calls without a time: the step of the largest prompts. */
  readonly inForceLast: () => Step
}

/** The rates from a moment on, up to the next segment; worked out when a call first needs them. */
interface Segment {
  readonly fromMs: number
  /** The step of the largest prompts. */
  readonly largest: () => Step
  readonly earlier: Segment | null
}

/** The rate of prompts above a size, up to the next step. */
interface Step {
  readonly overTokens: number
  readonly rate: Rate
  readonly smaller: Step | null
}

/** What calls on the same schedule have in common. */
export interface Variant {
  readonly model: string
  readonly speed: string | null
  readonly isBatch: boolean
  readonly isGeoUs: boolean
}

/** No rate at all: the tokens count, and there is no money. */
export const UNPRICED: Rate = {
  key: 'unpriced',
  status: 'unpriced',
  model: null,
  from: null,
  condition: null,
  batch: false,
  geoUs: false,
  vector: {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, webSearch: 0n},
}

/**
 * The rate of one call on its schedule.
 *
 * @param schedule - From {@link createScheduler}.
 * @param atMs - The call's time, or null for the rates in force last.
 * @param promptTokens - Size of the prompt in tokens, ≥ 0.
 */
export function rateIn(schedule: Schedule, atMs: number | null, promptTokens: number): Rate {
  let segment = schedule.latest
  if (atMs !== null) while (segment.earlier !== null && segment.fromMs > atMs) segment = segment.earlier
  let step = atMs === null ? schedule.inForceLast() : segment.largest()
  while (step.smaller !== null && step.overTokens >= promptTokens) step = step.smaller
  return step.rate
}

/**
 * Makes the function that works out schedules, with rates interned over all of them.
 *
 * @param card - The prices that apply, an overlay included.
 */
export function createScheduler(card: RateCard): (variant: Variant) => Schedule {
  const newest = once(() => newestByFamily(card))
  const interned = new Map<string, Rate>()
  const intern = (rate: Rate): Rate => {
    const known = interned.get(rate.key)
    if (known === undefined) interned.set(rate.key, rate)
    return known ?? rate
  }

  return (variant) => {
    const own = card.models.get(normalizeModel(variant.model, card).id ?? '')
    const relative = once(() => newest().get(familyOf(variant.model, card) ?? ''))
    const pricedRate = (atMs: number | null, size: number): Rate | null => {
      const facts = own ? rateFrom(card, own, variant, atMs, size) : null
      return facts && intern({...facts, status: 'priced', key: `priced|${facts.key}`})
    }
    const otherRate = (size: number): Rate => {
      const model = relative()
      const facts = model ? rateFrom(card, model, variant, null, size) : null
      return facts ? intern({...facts, status: 'estimated', key: `estimated|${facts.key}`}) : UNPRICED
    }
    const steps = (atMs: number | null): Step => {
      const ownSizes = stepSizes(own?.rows ?? [])
      const isPriced = [-1, ...ownSizes].every((overTokens) => pricedRate(atMs, overTokens + 1) !== null)
      const sizes = isPriced ? ownSizes : stepSizes([...(own?.rows ?? []), ...(relative()?.rows ?? [])])
      const step = (overTokens: number, smaller: Step | null): Step => {
        const rate = pricedRate(atMs, overTokens + 1) ?? otherRate(overTokens + 1)
        return {overTokens, rate, smaller}
      }
      return sizes.reduce((smaller, overTokens) => step(overTokens, smaller), step(-1, null))
    }
    const segment = (fromMs: number, earlier: Segment | null): Segment => {
      return {fromMs, largest: once(() => steps(fromMs)), earlier}
    }
    const moments = ascending([...rowMoments(own?.rows ?? []), card.modifiers.geoUs.fromMs])
    const latest = moments.reduce((earlier, fromMs) => segment(fromMs, earlier), segment(-Infinity, null))
    return {latest, inForceLast: once(() => steps(null))}
  }
}

function stepSizes(rows: readonly CardRow[]): number[] {
  return ascending(rows.flatMap((row) => [row.overTokens ?? Infinity, row.upToTokens ?? Infinity]))
}

function rowMoments(rows: readonly CardRow[]): number[] {
  return rows.flatMap((row) => [row.fromMs, row.toMs])
}

/** The distinct finite values, in order. */
function ascending(values: number[]): number[] {
  return [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b)
}

/** Of each family, the model whose row starts last; of several, the first on the card. */
function newestByFamily(card: RateCard): Map<string, CardModel> {
  const newest = new Map<string, {model: CardModel; startMs: number}>()
  for (const model of card.models.values()) {
    if (model.family === null || model.rows.length === 0) continue
    const startMs = Math.max(...model.rows.map((row) => row.fromMs))
    const known = newest.get(model.family)
    if (known === undefined || startMs > known.startMs) newest.set(model.family, {model, startMs})
  }
  return new Map([...newest].map(([family, {model}]) => [family, model]))
}

/** A rate without its status, or null when the model has no row; `atMs` null: in force last. */
function rateFrom(
  card: RateCard,
  model: CardModel,
  variant: Variant,
  atMs: number | null,
  promptTokens: number,
): Omit<Rate, 'status'> | null {
  const row =
    atMs === null
      ? rowInForceLast(model.rows, variant.speed, promptTokens)
      : rowInForce(model.rows, atMs, variant.speed, promptTokens)
  if (row === null) return null
  const batch = variant.isBatch && row.speed === null
  const geoUs = variant.isGeoUs && model.geoUs && card.modifiers.geoUs.fromMs <= (atMs ?? Infinity)
  const multiplier = scale(batch ? card.modifiers.batch : ONE, geoUs ? card.modifiers.geoUs.multiplier : ONE)
  const vector = vectorOf(row, multiplier, card)
  const amounts = COST_CLASSES.map((name) => vector[name]).join(',')
  const marks = `${batch ? 'batch' : ''}|${geoUs ? 'us' : ''}`
  const key = `${model.id}|${row.from ?? ''}|${row.condition}|${marks}|${amounts}`
  return {key, model: model.id, from: row.from, condition: row.condition, batch, geoUs, vector}
}

function vectorOf(row: CardRow, multiplier: Multiplier, card: RateCard): RateVector {
  return {
    input: scale(row.rates.input, multiplier),
    output: scale(row.rates.output, multiplier),
    cacheRead: scale(row.rates.cacheRead, multiplier),
    cacheWrite5m: scale(row.rates.cacheWrite5m, multiplier),
    cacheWrite1h: scale(row.rates.cacheWrite1h, multiplier),
    webSearch: card.modifiers.webSearch,
  }
}
