/**
 * Linear interpolation between points, flat beyond both ends (as `numpy.interp`).
 *
 * @param xs - At least one, ascending; where several are equal, the last of them holds at that x.
 * @param ys - One per x.
 * @param x - Where to read.
 * @param count - How many points count, from the first on; all by default.
 * @returns The y there, in the unit of `ys`.
 */
export function interpolate(xs: ArrayLike<number>, ys: ArrayLike<number>, x: number, count = xs.length): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (xs[middle]! > x) high = middle
    else low = middle + 1
  }
  if (low === 0) return ys[0]!
  if (low === count) return ys[count - 1]!
  const left = xs[low - 1]!
  const start = ys[low - 1]!
  return start + ((x - left) / (xs[low]! - left)) * (ys[low]! - start)
}
