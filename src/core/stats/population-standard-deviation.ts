import {mean} from './mean.ts'
import {sum} from './sum.ts'

/**
 * The standard deviation of a whole population: divides by n. Two passes, so large means cost no digits.
 *
 * @param values - At least one, any unit.
 * @returns The deviation, in the unit of the values. Exactly 0 where all values are equal, so of one value too.
 * @throws RangeError for an empty list (a bug in the caller).
 * @see https://en.wikipedia.org/wiki/Standard_deviation (uncorrected)
 */
export function populationStandardDeviation(values: readonly number[]): number {
  const center = mean(values)
  if (values.every((value) => value === values[0])) return 0
  return Math.sqrt(sum(values.map((value) => (value - center) ** 2)) / values.length)
}
