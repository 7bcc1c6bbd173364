import type {Picodollars} from '../money/picodollars.ts'
import {byCostClass} from '../snapshot/cell.ts'
import type {CostClass} from '../rates/rate.ts'
import {FACTORS, type Factor} from './cause.ts'
import {commonDenominator, type GroupSide} from './cell-group.ts'
import {roundParts} from './round-parts.ts'

/** Calls of all groups that are on both sides. */
export interface SharedCalls {
  readonly base: bigint
  readonly current: bigint
}

const PROMPT_CLASSES = ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const

/** Orders of five factors in which a factor comes after `k` certain others: k! (4 − k)!, of 5! = 120 orders. */
const ORDERS_AFTER = [24n, 6n, 4n, 6n, 24n] as const
const ALL_ORDERS = 120n

/**
 * Why the cost of a group that is on both sides changed. Its cost is a product of five factors, and each factor gets what its change adds,
 * averaged over all 120 orders in which the factors could have changed (the Shapley value), rounded to whole picodollars.
 *
 * cost = volume × mix × (size of the prompt × cache × price + size of the output × price + web searches × price), where volume is the calls of
 * all shared groups, mix this group's part of them, size the tokens and web searches per call, cache the parts of the prompt that are
 * input, cache read and cache write, and price what a unit of each class costs. Where a side has no prompt, the other's parts count.
 *
 * @returns Picodollars per factor; they add up to the change of the group's cost exactly. A factor that did not change gets 0,
 *   and swapping the sides negates every amount.
 * @see Shapley, L. S. (1953), A value for n-person games; Sun, J. W. (1998), Changes in energy consumption and energy intensity: a
 *   complete decomposition model, Energy Economics 20; docs/DIFF.md
 */
export function attributeChange(
  base: GroupSide,
  current: GroupSide,
  shared: SharedCalls,
): Readonly<Record<Factor, Picodollars>> {
  const {costOf, denominator} = costFunction(base, current, shared)
  const costs = Array.from({length: 2 ** FACTORS.length}, (_, changed) => costOf(changed))
  const values = FACTORS.map((_, factor) => {
    const bit = 1 << factor
    let value = 0n
    costs.forEach((cost, changed) => {
      if ((changed & bit) === 0) value += ORDERS_AFTER[bitsIn(changed)]! * (costs[changed | bit]! - cost)
    })
    return value
  })
  const [price, volume, mix, cache, size] = roundParts(values, ALL_ORDERS * denominator)
  return {price: price!, volume: volume!, mix: mix!, cache: cache!, size: size!}
}

/** The group's cost, over `denominator`, when the factors in the bit set `changed` are the current ones and the others those of the base. */
function costFunction(
  base: GroupSide,
  current: GroupSide,
  shared: SharedCalls,
): {readonly costOf: (changed: number) => bigint; readonly denominator: bigint} {
  const scale = commonDenominator([base, current])
  const sides = [base, current].map((side) => ({...side, prompt: promptOf(side), prices: wholePrices(side, scale)}))
  const parts = [promptParts(base, current), promptParts(current, base)]
  const totals = [shared.base, shared.current]
  const denominator =
    shared.base * shared.current * base.calls * current.calls * parts[0]!.whole * parts[1]!.whole * scale
  const costOf = (changed: number): bigint => {
    const side = (factor: Factor): 0 | 1 => ((changed >> FACTORS.indexOf(factor)) & 1 ? 1 : 0)
    const [volume, mix, cache, size] = [side('volume'), side('mix'), side('cache'), side('size')]
    const {prices} = sides[side('price')]!
    const {whole, units} = parts[cache]!
    const sized = sides[size]!
    const prompt = PROMPT_CLASSES.reduce((sum, promptClass) => sum + units[promptClass] * prices[promptClass], 0n)
    const rest = sized.units.output * prices.output + sized.units.webSearch * prices.webSearch
    const perCall = (sized.prompt * prompt + whole * rest) * sides[1 - size]!.calls * parts[1 - cache]!.whole
    return totals[volume]! * sides[mix]!.calls * totals[1 - mix]! * perCall
  }
  return {costOf, denominator}
}

function promptOf({units}: GroupSide): bigint {
  return PROMPT_CLASSES.reduce((sum, promptClass) => sum + units[promptClass], 0n)
}

/** How the prompt divides into classes: `units` of `whole`, which is above 0. */
function promptParts(side: GroupSide, other: GroupSide): {whole: bigint; units: Readonly<Record<CostClass, bigint>>} {
  const own = promptOf(side)
  if (own > 0n) return {whole: own, units: side.units}
  const others = promptOf(other)
  return others > 0n ? {whole: others, units: other.units} : {whole: 1n, units: side.units}
}

function wholePrices({price}: GroupSide, scale: bigint): Record<CostClass, bigint> {
  return byCostClass((costClass) => (price[costClass].numerator * scale) / price[costClass].denominator)
}

function bitsIn(set: number): number {
  return FACTORS.filter((_, factor) => (set >> factor) & 1).length
}
