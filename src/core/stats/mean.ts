import {sum} from './sum.ts'

/**
 * The arithmetic mean.
 *
 * @param values - At least one, any unit.
 * @returns The mean, in the unit of the values; of one value, that value.
 * @throws RangeError for an empty list (a bug in the caller).
 */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('mean: at least one value is needed')
  return sum(values) / values.length
}
