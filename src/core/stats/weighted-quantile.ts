import {interpolate} from './interpolate.ts'

/**
 * The quantile of weighted values. Sorted, value i stands at (weight before it + half its own) / total weight; linear
 * between these positions, the ends hold beyond them.
 *
 * @param values - At least one, any unit, any order.
 * @param weights - One per value, each ≥ 0, not all 0.
 * @param level - 0 to 1.
 * @returns The quantile, in the unit of the values; of one value, that value.
 * @throws RangeError when a precondition is broken (a bug in the caller).
 * @see https://en.wikipedia.org/wiki/Percentile#Weighted_percentile (C = 1/2)
 */
export function weightedQuantile(values: readonly number[], weights: readonly number[], level: number): number {
  const total = weights.reduce((left, right) => left + right, 0)
  if (values.length !== weights.length || !(total > 0)) {
    throw new RangeError('weightedQuantile: one weight per value, and at least one above 0')
  }
  const items = values.map((value, index) => ({value, weight: weights[index]!})).sort((a, b) => a.value - b.value)
  let before = 0
  const positions = items.map(({weight}) => {
    const position = (before + weight / 2) / total
    before += weight
    return position
  })
  return interpolate(
    positions,
    items.map(({value}) => value),
    level,
  )
}
