import type {Picodollars} from '../money/picodollars.ts'

/**
 * Dollars with all their digits and none that say nothing: `0`, `12.5`, `0.000000000001`.
 *
 * @param amount - Picodollars, ≥ 0.
 */
export function usdText(amount: Picodollars): string {
  return shifted(amount, 12)
}

/**
 * Seconds since 1970 with up to three decimals.
 *
 * @param atMs - Whole milliseconds, ≥ 0.
 */
export function secondsText(atMs: number): string {
  return shifted(BigInt(atMs), 3)
}

/**
 * A ratio with six decimals at most, cut.
 *
 * @param part - ≥ 0.
 * @param whole - Above 0.
 */
export function ratioText(part: bigint, whole: bigint): string {
  return shifted((part * 1_000_000n) / whole, 6)
}

function shifted(amount: bigint, decimals: number): string {
  const digits = String(amount).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '')
}
