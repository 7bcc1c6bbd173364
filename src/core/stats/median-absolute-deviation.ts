import {median} from './median.ts'

/**
 * The median of the distances to the median, without the factor 1.4826 that would make it a normal sigma.
 *
 * @param values - At least one, any unit.
 * @returns The deviation, in the unit of the values; 0 when more than half of the values are equal.
 * @throws RangeError for an empty list (a bug in the caller).
 * @see https://en.wikipedia.org/wiki/Median_absolute_deviation
 */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  const center = median(values)
  return median(values.map((value) => Math.abs(value - center)))
}
