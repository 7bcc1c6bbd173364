import {ascending} from './ascending.ts'
import {quantileOfSorted} from './quantile-of-sorted.ts'

/**
 * The type-7 quantile of values in any order.
 *
 * @param values - At least one, any unit.
 * @param level - 0 (the least) to 1 (the greatest).
 * @returns The quantile, in the unit of the values.
 * @throws RangeError for an empty list or a level outside 0…1 (a bug in the caller).
 * @see Hyndman, R. J. and Fan, Y. (1996), Sample quantiles in statistical packages, The American Statistician 50
 */
export function quantile(values: readonly number[], level: number): number {
  return quantileOfSorted(ascending(values), level)
}
