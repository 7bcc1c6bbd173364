import {TOKEN_CLASSES} from '../tokens.ts'
import type {Picodollars} from '../money/picodollars.ts'
import {COST_CLASSES, type CostByClass, type CostClass, type RateVector} from '../rates/rate.ts'
import {type BillCell, noAmounts, sumOf} from './bill-cells.ts'
import {type DriftReason, type EstimatedCell, ROUNDING_PICODOLLARS} from './reconciliation.ts'

/** Parts of a cell's difference; they add up to it. */
export type Parts = Map<DriftReason, Picodollars>

/** What is known of the model's rates. */
export interface CellRates {
  readonly rate: RateVector | null
  readonly others: readonly RateVector[]
  /** The bill is the same multiple of the estimate on several days. */
  readonly isStale: boolean
}

/**
 * Says why a bill's cell differs from the ledger's: each part of billed − estimated has a reason. `missing-calls` are calls
 * that the logs lack, `not-billed` those that the bill lacks.
 *
 * @param bill - null: the bill has nothing for the day and model.
 * @param estimated - null: the ledger has nothing.
 * @param rates - List rates of the model: on that day, and all it ever had.
 */
export function explainCell(bill: BillCell | null, estimated: EstimatedCell | null, rates: CellRates): Parts {
  const parts: Parts = new Map()
  const add = (reason: DriftReason, amount: Picodollars) => {
    if (amount !== 0n) parts.set(reason, (parts.get(reason) ?? 0n) + amount)
  }
  const cost = estimated === null ? 0n : sumOf(estimated.cost)
  if (bill === null || bill.rows === 0) {
    const used = bill?.subscription ?? 0n
    const subscribed = used < cost ? used : cost
    add('subscription', -subscribed)
    add('not-billed', subscribed - cost)
    return parts
  }
  const target = bill.list ?? bill.billed
  add('discount', bill.billed - target)
  add('other-services', bill.other)
  const rest = target - bill.other - cost
  const tolerance = BigInt(bill.rows) * ROUNDING_PICODOLLARS
  if (size(rest) <= tolerance) add('rounding', rest)
  else if (estimated === null) add(rest > 0n ? 'missing-calls' : 'not-billed', rest)
  else if (cost === 0n && estimated.unpricedCalls > 0n) add('unpriced-model', rest)
  else if (bill.tokens !== null)
    explainByTokens({bill, tokens: bill.tokens, estimated, rate: rates.rate}, rest, tolerance, add)
  else if (rates.isStale) add('stale-rate', rest)
  else if (bill.byClass !== null) explainByClass(bill.byClass, estimated, rates, rest, tolerance, add)
  else explainRest(rest, estimated, add)
  return parts
}

type Add = (reason: DriftReason, amount: Picodollars) => void

interface Known {
  readonly bill: BillCell
  readonly tokens: CostByClass
  readonly estimated: EstimatedCell
  readonly rate: RateVector | null
}

/** With the bill's tokens the parts are exact: other tokens are volume, the same tokens at another price are the rate. */
function explainByTokens({tokens, estimated, rate}: Known, rest: bigint, tolerance: bigint, add: Add): void {
  const delta = noAmounts()
  for (const name of COST_CLASSES) delta[name] = tokens[name] - estimated.tokens[name]
  const priceOf = (name: CostClass, count: bigint) => {
    const logged = estimated.tokens[name]
    return logged > 0n ? (count * estimated.cost[name]) / logged : count * (rate?.[name] ?? 0n)
  }
  const shifted = opposite(delta.cacheWrite5m, delta.cacheWrite1h)
  delta.cacheWrite5m -= shifted
  delta.cacheWrite1h += shifted
  const shift = priceOf('cacheWrite5m', shifted) - priceOf('cacheWrite1h', shifted)
  const volume = COST_CLASSES.reduce((sum, name) => sum + priceOf(name, delta[name]), 0n)
  const price = rest - shift - volume
  add('cache-class', shift)
  add(size(price) <= tolerance ? 'rounding' : 'stale-rate', price)
  addVolume(volume, priceOf('output', delta.output), estimated, add)
}

/** Without tokens the money of each class must speak: a shift between the writes, or another rate of the same model. */
function explainByClass(
  billed: CostByClass,
  estimated: EstimatedCell,
  {rate, others}: CellRates,
  rest: bigint,
  tolerance: bigint,
  add: Add,
): void {
  const delta = noAmounts()
  for (const name of COST_CLASSES) delta[name] = billed[name] - estimated.cost[name]
  let left = rest
  if (rate !== null && isShift(delta, rate, tolerance)) {
    add('cache-class', delta.cacheWrite5m + delta.cacheWrite1h)
    left -= delta.cacheWrite5m + delta.cacheWrite1h
    delta.cacheWrite5m = 0n
    delta.cacheWrite1h = 0n
  }
  if (size(left) <= tolerance) add('rounding', left)
  else if (others.some((other) => fits(other, billed, estimated, tolerance))) add('stale-rate', left)
  else addVolume(left, delta.output, estimated, add)
}

/** Whether the bill is what the logged tokens cost at another rate. */
function fits(other: RateVector, billed: CostByClass, {tokens}: EstimatedCell, tolerance: bigint): boolean {
  return TOKEN_CLASSES.every((name) => size(tokens[name] * other[name] - billed[name]) <= tolerance)
}

function explainRest(rest: bigint, estimated: EstimatedCell, add: Add): void {
  addVolume(rest, rest, estimated, add)
}

/** More than was logged: output that the logs cut short, up to what is known of it, and calls that they lack. */
function addVolume(volume: bigint, output: bigint, {lowerBound}: EstimatedCell, add: Add): void {
  if (volume <= 0n) {
    add('not-billed', volume)
    return
  }
  const short = [volume, output, lowerBound].reduce((least, amount) => (amount < least ? amount : least))
  const known = short > 0n ? short : 0n
  add('lower-bound', known)
  add('missing-calls', volume - known)
}

/** Tokens that one class has too many and the other too few; negative when it is the second that has too many. */
function opposite(first: bigint, second: bigint): bigint {
  if (first > 0n === second > 0n || first === 0n || second === 0n) return 0n
  const least = size(first) < size(second) ? size(first) : size(second)
  return first > 0n ? least : -least
}

function isShift(delta: CostByClass, rate: RateVector, tolerance: bigint): boolean {
  const {cacheWrite5m, cacheWrite1h} = delta
  if (opposite(cacheWrite5m, cacheWrite1h) === 0n) return false
  const gap = cacheWrite5m * rate.cacheWrite1h + cacheWrite1h * rate.cacheWrite5m
  return size(gap) <= tolerance * (rate.cacheWrite1h + rate.cacheWrite5m)
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
