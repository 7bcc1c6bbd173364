/**
 * The type-7 quantile of values that are sorted already: linear interpolation at position (n − 1)·level, the default of
 * R and NumPy.
 *
 * @param sorted - At least one value, ascending, any unit.
 * @param level - 0 (the least) to 1 (the greatest).
 * @param count - How many of `sorted` count, from the first on; all by default. For windows kept in a larger buffer.
 * @returns The quantile, in the unit of the values; of one value, that value at every level.
 * @throws RangeError for an empty list or a level outside 0…1 (a bug in the caller).
 * @see Hyndman, R. J. and Fan, Y. (1996), Sample quantiles in statistical packages, The American Statistician 50
 */
export function quantileOfSorted(sorted: ArrayLike<number>, level: number, count = sorted.length): number {
  if (count === 0 || !(level >= 0 && level <= 1)) throw new RangeError('quantile: needs a value, and a level in 0…1')
  const position = (count - 1) * level
  const below = Math.floor(position)
  const above = Math.min(below + 1, count - 1)
  const low = sorted[below]!
  return low + (position - below) * (sorted[above]! - low)
}
