import {validDayNumber} from './calendar-day.ts'
import {createForecaster, type ForecastOptions} from './create-forecaster.ts'
import {dayAfter, type DailySeries} from './daily-series.ts'
import {whyNone, type NoForecastReason} from './forecast-sum.ts'
import type {Forecaster} from './forecaster.ts'

/** How far ahead exhaustion is looked for, in days. */
export const EXHAUSTION_DAYS = 365

/** Sums that differ by less are equal but for rounding: $0.10 a day reaches $0.70 on the seventh day, not on the eighth. */
const ROUNDING = 1e-9

/** A number of days ahead, 0 = used up already, with the day's name. */
export interface DaysAhead {
  readonly days: number
  /** `YYYY-MM-DD`; for 0 the last known day. */
  readonly day: string
}

/** When an amount will be used up; null where that lies more than 365 days ahead. */
export type ExhaustionOutcome =
  | {
      readonly kind: 'exhaustion'
      /** The first horizon whose upper end reaches the amount. */
      readonly earliest: DaysAhead | null
      /** The first horizon whose point reaches it. */
      readonly expected: DaysAhead | null
      /** The first horizon whose lower end reaches it. */
      readonly latest: DaysAhead | null
    }
  | {readonly kind: 'none'; readonly reason: NoForecastReason | 'invalid-amount'; readonly index: number | null}

/**
 * When the rest of a budget will be used up: an interval of days, not a date. Runs the forecast for 1, 2, 3, … days
 * ahead and takes the first whose upper end, point and lower end reach the amount.
 *
 * @param remainingUsd - US dollars left after the last known day; 0 or less is used up already.
 * @param series - Whole days, zeros included.
 * @param options - Method, level, alpha.
 * @returns earliest ≤ expected ≤ latest, each null beyond 365 days; or a named reason.
 */
export function exhaustion(remainingUsd: number, series: DailySeries, options: ForecastOptions): ExhaustionOutcome {
  if (!Number.isFinite(remainingUsd)) return {kind: 'none', reason: 'invalid-amount', index: null}
  const fault = whyNone(series, [EXHAUSTION_DAYS], options)
  if (fault !== null) return {kind: 'none', ...fault}
  const forecaster = createForecaster(options, validDayNumber(series.firstDay), EXHAUSTION_DAYS)
  for (const usd of series.values) forecaster.learn(usd)
  const reach = (end: 'low' | 'point' | 'high'): DaysAhead | null => {
    const days = firstHorizon(forecaster, end, remainingUsd)
    return days === null ? null : {days, day: dayAfter(series, days)}
  }
  return {kind: 'exhaustion', earliest: reach('high'), expected: reach('point'), latest: reach('low')}
}

function firstHorizon(forecaster: Forecaster, end: 'low' | 'point' | 'high', remainingUsd: number): number | null {
  if (remainingUsd <= 0) return 0
  const reachedUsd = remainingUsd * (1 - ROUNDING)
  for (let days = 1; days <= EXHAUSTION_DAYS; days++) {
    if (forecaster.band(days)[end] >= reachedUsd) return days
  }
  return null
}
