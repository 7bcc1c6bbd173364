/**
 * The sum of numbers with a running compensation for lost low-order digits, so order and size hardly matter.
 *
 * @param values - Any unit; |value| below 1e150 so that nothing overflows. The empty list sums to 0.
 * @returns The sum, in the unit of the values.
 * @see Neumaier, A. (1974), Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54
 */
export function sum(values: readonly number[]): number {
  let total = 0
  let lost = 0
  for (const value of values) {
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}
