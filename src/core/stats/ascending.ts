/**
 * A sorted copy, smallest first, by number (not by text as `sort()` would).
 *
 * @param values - Any number of values, none NaN.
 * @returns A new list; the given one stays as it is.
 */
export function ascending(values: readonly number[]): number[] {
  return [...values].sort((left, right) => left - right)
}
