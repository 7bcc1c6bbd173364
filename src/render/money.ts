import {PICODOLLARS_PER_USD, type Picodollars} from '../core/money/picodollars.ts'
import {withThousands} from './count.ts'

const PICODOLLARS_PER_CENT = PICODOLLARS_PER_USD / 100n
const HALF_A_CENT = PICODOLLARS_PER_CENT / 2n
const CENT = Number(PICODOLLARS_PER_CENT)
/** Below this, picodollars and half a cent are a safe integer. */
const MOST_AS_NUMBER = 9_000_000_000_000_000
const DECIMALS = 12

/**
 * Money for people: cents, `$1,234.56` or `-$1.20`. An amount that is not zero never looks like zero: below half a cent it is
 * shown with two significant digits, `$0.0032` or `$0.000000032`. Halves round away from zero.
 *
 * @param amount - Picodollars, any sign.
 */
export function formatMoney(amount: Picodollars): string {
  const number = Number(amount)
  if (number === 0 || (number >= CENT / 2 && number < MOST_AS_NUMBER)) {
    // exact, and much faster than bigint where a table has thousands of rows
    const raised = number + CENT / 2
    const cents = (raised - (raised % CENT)) / CENT
    return `$${withThousands(Math.floor(cents / 100))}.${twoDigits(cents % 100)}`
  }
  const sign = amount < 0n ? '-' : ''
  const size = amount < 0n ? -amount : amount
  if (size < HALF_A_CENT) return `${sign}$${twoSignificantDigits(size)}`
  const cents = (size + HALF_A_CENT) / PICODOLLARS_PER_CENT
  return `${sign}$${withThousands(cents / 100n)}.${twoDigits(cents % 100n)}`
}

/**
 * Money for machines: the exact decimal number of dollars, with two decimals at least and no more than it takes.
 *
 * @param amount - Picodollars, any sign.
 * @returns Such as `1234.50`, `-0.000000000001` or `0.00`; never an exponent, never a separator of thousands.
 */
export function exactUsd(amount: Picodollars): string {
  const size = amount < 0n ? -amount : amount
  const fraction = String(size % PICODOLLARS_PER_USD)
    .padStart(DECIMALS, '0')
    .replace(/0{1,10}$/, '')
  return `${amount < 0n ? '-' : ''}${size / PICODOLLARS_PER_USD}.${fraction}`
}

/** Money with its sign said: `+$1.20`, `-$1.20`, `$0.00`. */
export function formatMoneyChange(amount: Picodollars): string {
  return `${amount > 0n ? '+' : ''}${formatMoney(amount)}`
}

function twoDigits(cents: number | bigint): string {
  return cents < 10 ? `0${cents}` : String(cents)
}

function twoSignificantDigits(size: bigint): string {
  const digits = String(size)
  const zeros = digits.length - 2
  if (zeros <= 0) return decimal(digits, DECIMALS)
  const unit = 10n ** BigInt(zeros)
  const rounded = String((size + unit / 2n) / unit)
  // 9.96 rounds to 10.0: three digits, of which the last says nothing.
  return rounded.length > 2 ? decimal(rounded.slice(0, 2), DECIMALS - zeros - 1) : decimal(rounded, DECIMALS - zeros)
}

function decimal(digits: string, decimals: number): string {
  return `0.${digits.padStart(decimals, '0')}`
}
