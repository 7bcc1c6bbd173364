/**
 * Splits a whole amount in proportion to weights, losing nothing (largest remainder; ties to the lower index).
 *
 * @param total - A whole amount ≥ 0: picodollars, tokens or calls.
 * @param weights - At least one, each ≥ 0, not all zero.
 * @returns One share per weight, same order; they sum to `total` exactly.
 * @throws RangeError when a precondition is broken (a bug in the caller).
 * @see https://en.wikipedia.org/wiki/Largest_remainder_method
 */
export function apportion(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((left, right) => left + right, 0n)
  if (total < 0n || sum <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('apportion: total and weights must be non-negative, and one weight positive')
  }
  const shares = weights.map((weight) => (total * weight) / sum)
  const byRemainder = weights
    .map((weight, index) => ({index, remainder: (total * weight) % sum}))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  const left = Number(total - shares.reduce((a, b) => a + b, 0n))
  for (const {index} of byRemainder.slice(0, left)) shares[index]! += 1n
  return shares
}

/**
 * Splits a whole amount into equal parts; what does not divide goes to the first ones.
 *
 * @param total - A whole amount ≥ 0.
 * @param parts - How many parts, ≥ 1.
 * @returns `parts` shares that sum to `total` exactly and differ by at most 1.
 */
export function splitEqually(total: bigint, parts: number): bigint[] {
  return apportion(total, new Array<bigint>(parts).fill(1n))
}
