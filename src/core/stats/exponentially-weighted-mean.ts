/**
 * The path of the exponentially weighted mean: s₁ = y₁, sₜ = weight·yₜ + (1 − weight)·sₜ₋₁.
 *
 * @param values - Any number, oldest first, any unit.
 * @param weight - Of the newest value, above 0 and up to 1.
 * @returns One mean per value, in its unit; none for no values. The last one is the present mean.
 * @see https://en.wikipedia.org/wiki/Exponential_smoothing
 */
export function exponentiallyWeightedMean(values: readonly number[], weight: number): number[] {
  const path: number[] = []
  for (const value of values) {
    const last = path.at(-1)
    path.push(last === undefined ? value : weight * value + (1 - weight) * last)
  }
  return path
}
