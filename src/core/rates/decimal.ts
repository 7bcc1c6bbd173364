/** A factor such as a batch discount, in billionths (10^-9), so that it is a whole number. */
export type Multiplier = bigint

/** The multiplier that changes nothing. */
export const ONE: Multiplier = 1_000_000_000n

/** Decimals that a multiplier may have. */
export const MULTIPLIER_DECIMALS = 9

/**
 * Reads a decimal as a whole number of its smallest unit.
 *
 * @param text - Digits with an optional fraction (`12`, `0.125`): no sign, no exponent, at most 12 digits before the point.
 * @param decimals - Decimals that fit into the unit; zeros behind them are ignored.
 * @returns The count of units; `not-decimal` for any other text, `not-exact` when more decimals are needed.
 */
export function wholeUnits(text: string, decimals: number): bigint | 'not-decimal' | 'not-exact' {
  // no regular expressions: a hook that prices one call would compile them for a few digits
  const point = text.indexOf('.')
  const whole = point < 0 ? text : text.slice(0, point)
  const fraction = point < 0 ? '0' : text.slice(point + 1)
  if (!isDigits(whole, 12) || !isDigits(fraction, 40)) return 'not-decimal'
  let end = fraction.length
  while (end > 0 && fraction[end - 1] === '0') end--
  if (end > decimals) return 'not-exact'
  return BigInt(whole + fraction.slice(0, end).padEnd(decimals, '0'))
}

/** Whether a text is one digit or more, and not too many. */
function isDigits(text: string, most: number): boolean {
  for (let index = 0; index < text.length; index++) {
    const digit = text[index]!
    if (digit < '0' || digit > '9') return false
  }
  return text.length > 0 && text.length <= most
}

/**
 * Multiplies an amount and rounds half to even, which changes nothing where the product is whole.
 *
 * @param amount - A whole amount ≥ 0, such as picodollars per token.
 * @param multiplier - In billionths, ≥ 0.
 * @returns The nearest whole amount; a tie goes to the even one.
 * @see https://en.wikipedia.org/wiki/Rounding#Rounding_half_to_even
 */
export function scale(amount: bigint, multiplier: Multiplier): bigint {
  const product = amount * multiplier
  const floor = product / ONE
  const twiceRest = (product % ONE) * 2n
  const up = twiceRest > ONE || (twiceRest === ONE && floor % 2n === 1n)
  return up ? floor + 1n : floor
}

/**
 * Whether multiplying loses nothing.
 *
 * @param amount - A whole amount ≥ 0.
 * @param multiplier - In billionths, ≥ 0.
 */
export function scalesExactly(amount: bigint, multiplier: Multiplier): boolean {
  return (amount * multiplier) % ONE === 0n
}
