/**
 * Rounds fractions that add up to a whole number to whole numbers that add up to the same: each is cut towards zero, and what is
 * left goes, one by one, to those that lost the most in that direction (largest remainder; ties to the lower index). Negating all
 * parts negates the result, and a part of zero stays zero.
 *
 * @param numerators - The parts, all over the same denominator; their sum is a multiple of it.
 * @param denominator - Above 0.
 * @returns Whole numbers in the same order; the empty list for no parts.
 * @see https://en.wikipedia.org/wiki/Largest_remainder_method
 */
export function roundParts(numerators: readonly bigint[], denominator: bigint): bigint[] {
  const sum = numerators.reduce((left, right) => left + right, 0n)
  // Division and remainder of bigint cut towards zero, whatever the sign.
  const parts = numerators.map((numerator) => numerator / denominator)
  const left = sum / denominator - parts.reduce((before, part) => before + part, 0n)
  const sign = left < 0n ? -1n : 1n
  const lost = numerators
    .map((numerator, index) => ({index, remainder: sign * (numerator % denominator)}))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const {index} of lost.slice(0, Number(sign * left))) parts[index]! += sign
  return parts
}
