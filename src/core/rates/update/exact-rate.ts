import {TOKEN_CLASSES, type TokenClass} from '../../tokens.ts'
import type {TokenRates} from '../rate-card.ts'
import type {PriceSink} from './price-source.ts'

/** A double carries a decimal price up to about this relative error. */
const DOUBLE_NOISE = 1e-9

/**
 * The whole picodollars per token that a price means which a table holds as a JSON number.
 *
 * @param value - USD per `perTokens` tokens, ≥ 0; the noise of a double (`1.2500000000000001e-06`) is ignored.
 * @param perTokens - 1 or 1,000,000.
 * @returns The rate, or null when `value` is no such number or no whole count of picodollars.
 */
export function exactRate(value: unknown, perTokens: number): bigint | null {
  if (typeof value !== 'number') return null
  const scaled = value * (1e12 / perTokens)
  const whole = Math.round(scaled)
  const fits = whole >= 0 && Number.isSafeInteger(whole) && Math.abs(scaled - whole) <= whole * DOUBLE_NOISE
  return fits ? BigInt(whole) : null
}

/**
 * The rates that a table states; what it states and cannot be used is noted as skipped.
 *
 * @param valueOf - The value of each class; undefined where the table has none.
 * @param perTokens - Tokens that a price is for.
 */
export function ratesIn(
  valueOf: (name: TokenClass) => unknown,
  perTokens: number,
  model: string,
  sink: PriceSink,
): Partial<TokenRates> {
  const rates: Partial<TokenRates> = {}
  for (const name of TOKEN_CLASSES) {
    const value = valueOf(name)
    if (value === undefined || value === null) continue
    const rate = exactRate(value, perTokens)
    if (rate === null) sink.skipped.push({model, field: name})
    else rates[name] = rate
  }
  return rates
}
