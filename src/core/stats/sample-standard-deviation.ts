import {populationStandardDeviation} from './population-standard-deviation.ts'

/**
 * The standard deviation of a sample: divides by n − 1 (Bessel's correction).
 *
 * @param values - Any number, any unit.
 * @returns The deviation, in the unit of the values; null for fewer than two values, of which no spread can be told.
 * @see https://en.wikipedia.org/wiki/Bessel%27s_correction
 */
export function sampleStandardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null
  return populationStandardDeviation(values) * Math.sqrt(values.length / (values.length - 1))
}
