import {mean} from './mean.ts'
import {populationStandardDeviation} from './population-standard-deviation.ts'

/**
 * How far each value lies from the mean of the `window` values before it, in their population standard deviations. The
 * value itself is not part of its window.
 *
 * @param values - Any number, oldest first, any unit.
 * @param window - How many earlier values, at least 1; 30 by default.
 * @returns One score per value; null where fewer than `window` values came before, or where those are all equal.
 */
export function rollingZ(values: readonly number[], window = 30): (number | null)[] {
  return values.map((value, index) => {
    if (index < window) return null
    const earlier = values.slice(index - window, index)
    const deviation = populationStandardDeviation(earlier)
    return deviation === 0 ? null : (value - mean(earlier)) / deviation
  })
}
