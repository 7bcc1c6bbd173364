import {parseUsd, type Picodollars} from '../money/picodollars.ts'

const USD = /^(-?)\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,12}))?$/

/**
 * Dollars as a spreadsheet writes them: `1234.50`, `$1,234.50`, `-0.10`.
 *
 * @returns Picodollars; null for anything else, a decimal comma or a formula too.
 */
export function readUsd(text: string): Picodollars | null {
  const match = USD.exec(text.trim())
  return match === null ? null : parseUsd(`${match[1]}${String(match[2]).replaceAll(',', '')}.${match[3] ?? '0'}`)
}

/**
 * Cents as the Admin API writes them: a decimal as text, `123.78912`.
 *
 * @returns Picodollars; null for anything else.
 */
export function readCents(value: unknown): Picodollars | null {
  const match = typeof value === 'string' ? /^(-?)(\d{1,15})(?:\.(\d{1,10}))?$/.exec(value) : null
  if (match === null) return null
  const amount = BigInt(`${match[2]}${(match[3] ?? '').padEnd(10, '0')}`)
  return match[1] === '-' ? -amount : amount
}

/** Whether a spreadsheet would compute the cell instead of showing it. A number with a sign is none. */
export function isFormula(text: string): boolean {
  return /^[=+@\t\r]/.test(text) || (text.startsWith('-') && !/^-[$\d.]/.test(text))
}
