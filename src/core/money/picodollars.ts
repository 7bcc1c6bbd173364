/**
 * Money is a whole count of picodollars (1 USD = 10^12 picodollars). A rate of $1 per million tokens is
 * 1,000,000 picodollars per token, so tokens × rate is exact and sums are exact in any order.
 */
export type Picodollars = bigint

/** Picodollars in one US dollar. */
export const PICODOLLARS_PER_USD = 1_000_000_000_000n

/**
 * The nearest double, in US dollars. For JSON's `usd` and for statistics only: never add these up.
 *
 * @param amount - Picodollars, any sign.
 * @returns US dollars; 0 for 0n.
 */
export function toUsd(amount: Picodollars): number {
  const whole = amount / PICODOLLARS_PER_USD
  const rest = amount % PICODOLLARS_PER_USD
  return Number(`${amount < 0n ? '-' : ''}${abs(whole)}.${String(abs(rest)).padStart(12, '0')}`)
}

/**
 * Picodollars of a decimal dollar amount as a person or a file writes it, exactly.
 *
 * @param text - A decimal such as `12`, `0.125` or `-3.50`; up to 12 decimals, no exponent, no separators.
 * @returns Picodollars, or null when `text` is no such decimal.
 */
export function parseUsd(text: string): Picodollars | null {
  const match = /^(-?)(\d+)(?:\.(\d{1,12}))?$/.exec(text)
  if (match === null) return null
  const [, sign, whole = '0', fraction = ''] = match
  const amount = BigInt(whole) * PICODOLLARS_PER_USD + BigInt(fraction.padEnd(12, '0'))
  return sign === '-' ? -amount : amount
}

function abs(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
