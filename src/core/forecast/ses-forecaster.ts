import {normalQuantile} from '../stats/normal-quantile.ts'
import type {Forecaster} from './forecaster.ts'

/** Simple exponential smoothing of a series, with its one-step error variance. */
export interface SmoothingState {
  /** Level after the last value, in the unit of the values: the point forecast of every coming day. */
  readonly level: number
  /** Mean of the squared one-step errors over all n values, the first of which is 0: SSE/n, in squared units. */
  readonly sigma2: number
}

/**
 * Simple exponential smoothing whose level starts at the first value: lₜ = lₜ₋₁ + α·(yₜ − lₜ₋₁).
 *
 * @param values - At least one, oldest first, any unit.
 * @param alpha - Weight of the newest value, above 0 and up to 1.
 * @returns Level and σ² as `ses(initial = "simple")` of R's forecast package gives them; σ² = 0 where all values are
 *   equal.
 * @throws RangeError for an empty list (a bug in the caller).
 * @see Hyndman, R. J. and Athanasopoulos, G., Forecasting: Principles and Practice, simple exponential smoothing
 */
export function smoothExponentially(values: readonly number[], alpha: number): SmoothingState {
  const [first, ...rest] = values
  if (first === undefined) throw new RangeError('smoothExponentially: at least one value is needed')
  let level = first
  let squares = 0
  for (const value of rest) {
    const error = value - level
    squares += error * error
    level += alpha * error
  }
  return {level, sigma2: squares / values.length}
}

/**
 * The variance of the single day `days` ahead: σ²·(1 + (days − 1)·α²).
 *
 * @param sigma2 - One-step error variance.
 * @param alpha - As smoothed with.
 * @param days - At least 1.
 */
export function smoothedDayVariance(sigma2: number, alpha: number, days: number): number {
  return sigma2 * (1 + (days - 1) * alpha * alpha)
}

/**
 * The variance of the sum of the next `days` days: σ²·Σⱼ₌₁..H (1 + (H − j)·α)². Their errors share shocks, so it
 * grows much faster than H times the variance of a day.
 *
 * @param sigma2 - One-step error variance.
 * @param alpha - As smoothed with.
 * @param days - H, at least 1.
 */
export function smoothedSumVariance(sigma2: number, alpha: number, days: number): number {
  // Σ (1 + kα)² for k = 0…H−1, in closed form.
  const last = days - 1
  return sigma2 * (days + alpha * last * days + (alpha * alpha * last * days * (2 * last + 1)) / 6)
}

/**
 * The textbook band around simple exponential smoothing: point ± z(level)·sd of the sum, clamped at 0. Too wide for a
 * month, since real spending returns to its mean; there to compare with.
 *
 * @param alpha - Weight of the newest day, above 0 and up to 1.
 * @param level - Strictly between 0 and 1.
 */
export function createSesForecaster(alpha: number, level: number): Forecaster {
  const z = normalQuantile((1 + level) / 2)
  let days = 0
  let smoothed = 0
  let squares = 0
  return {
    learn(usd) {
      const error = days === 0 ? 0 : usd - smoothed
      smoothed = days === 0 ? usd : smoothed + alpha * error
      squares += error * error
      days++
    },
    band(horizonDays) {
      const point = horizonDays * smoothed
      const reach = z * Math.sqrt(smoothedSumVariance(squares / days, alpha, horizonDays))
      return {point, low: Math.max(0, point - reach), high: point + reach}
    },
    facts: () => ({
      method: 'ses',
      levelUsd: smoothed,
      alpha,
      sigma2: squares / days,
      weekdayFactors: null,
      missRate: null,
      ownErrors: null,
    }),
  }
}
