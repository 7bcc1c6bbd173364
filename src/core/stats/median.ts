import {quantile} from './quantile.ts'

/**
 * The middle value; of an even count, the mean of the two middle ones.
 *
 * @param values - At least one, any unit.
 * @returns The median, in the unit of the values.
 * @throws RangeError for an empty list (a bug in the caller).
 */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
