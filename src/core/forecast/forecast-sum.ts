import {validDayNumber} from './calendar-day.ts'
import {covers} from './covers.ts'
import {createForecaster, optionFault, type ForecastOptions, type OptionFault} from './create-forecaster.ts'
import {seriesFault, type DailySeries, type SeriesFault} from './daily-series.ts'
import {calibrationOf, forecastNotes, type Calibration, type ForecastNote} from './forecast-notes.ts'
import type {Forecaster, ModelFacts, PointBand} from './forecaster.ts'

/** Fewer known days than this give no forecast. */
export const SHORTEST_SERIES_DAYS = 3

/** What the bands of this very history covered: weekly origins from day 15 on whose horizon is over. */
export interface Observed {
  readonly origins: number
  /** Share of the origins whose true sum lay in the band, 0…1; null without origins. */
  readonly coverage: number | null
}

/** A forecast of the sum of the coming days, in US dollars; 0 ≤ low ≤ point ≤ high, all finite. */
export interface ForecastBand extends PointBand {
  readonly kind: 'band'
  readonly horizonDays: number
  readonly knownDays: number
  readonly level: number
  readonly calibration: Calibration
  readonly notes: readonly ForecastNote[]
  readonly observed: Observed
  readonly model: ModelFacts
}

/** Why there is no forecast. */
export type NoForecastReason = 'too-short' | 'no-spend' | OptionFault | SeriesFault['reason']

/** No forecast, and why. */
export interface NoForecast {
  readonly kind: 'none'
  readonly reason: NoForecastReason
  /** Index of the day at fault, for reasons that lie in one value; else null. */
  readonly index: number | null
  readonly horizonDays: number
  readonly knownDays: number
}

/** A band, or the reason why there is none. Never a point alone. */
export type ForecastOutcome = ForecastBand | NoForecast

/**
 * Forecasts the spend of the next days together, with a band.
 *
 * Fewer than 3 known days, or no spend at all: no forecast. 3 to 13 days: a wide band, borrowed from others. 14 to 59:
 * calibrating. From 60 days on: calibrated on the person's own errors. About 95 % of sums fell into the 95 % band on
 * proxy series; that is a measurement, not a promise.
 *
 * @param series - Whole days, zeros included; today left out unless it is over.
 * @param horizonDays - Days ahead, 1 to 3660.
 * @param options - Method, level, alpha.
 * @returns A band or a named reason; broken input is a reason too, never an exception, NaN or infinity.
 */
export function forecastSum(series: DailySeries, horizonDays: number, options: ForecastOptions): ForecastOutcome {
  return forecastSums(series, [horizonDays], options)[0]!
}

/**
 * The same for several horizons in one pass.
 *
 * @param horizonsDays - Any number, in any order.
 * @returns One outcome per horizon, in the given order, each equal to what `forecastSum` gives.
 */
export function forecastSums(
  series: DailySeries,
  horizonsDays: readonly number[],
  options: ForecastOptions,
): ForecastOutcome[] {
  const knownDays = series.values.length
  const fault = whyNone(series, horizonsDays, options)
  if (fault !== null) return horizonsDays.map((horizonDays) => ({kind: 'none', ...fault, horizonDays, knownDays}))
  const {forecaster, observed} = replay(series, horizonsDays, options)
  return horizonsDays.map((horizonDays, index) => ({
    kind: 'band',
    ...forecaster.band(horizonDays),
    horizonDays,
    knownDays,
    level: options.level,
    calibration: calibrationOf(options.method, knownDays),
    notes: forecastNotes(series.values, horizonDays, options),
    observed: observed[index]!,
    model: forecaster.facts(horizonDays),
  }))
}

/**
 * Why a series cannot be forecast with these options.
 *
 * @returns The first reason, with the index of the value at fault if there is one; null when a band can be made.
 */
export function whyNone(
  series: DailySeries,
  horizonsDays: readonly number[],
  options: ForecastOptions,
): {readonly reason: NoForecastReason; readonly index: number | null} | null {
  const option = optionFault(options, horizonsDays)
  if (option !== null) return {reason: option, index: null}
  const fault = seriesFault(series)
  if (fault !== null) return fault
  if (series.values.length < SHORTEST_SERIES_DAYS) return {reason: 'too-short', index: null}
  return series.values.some((value) => value > 0) ? null : {reason: 'no-spend', index: null}
}

interface Waiting {
  readonly until: number
  readonly start: number
  readonly band: PointBand
}

/** Feeds the series and judges the bands on the way, each only once its horizon is over. */
function replay(
  series: DailySeries,
  horizonsDays: readonly number[],
  options: ForecastOptions,
): {forecaster: Forecaster; observed: Observed[]} {
  const forecaster = createForecaster(options, validDayNumber(series.firstDay), Math.max(1, ...horizonsDays))
  const follows = horizonsDays.map((days) => ({days, waiting: new Array<Waiting>(), next: 0, origins: 0, covered: 0}))
  let spent = 0
  for (const [index, usd] of series.values.entries()) {
    const known = index + 1
    spent += usd
    forecaster.learn(usd)
    for (const follow of follows) {
      const due = follow.waiting[follow.next]
      if (due?.until === known) {
        follow.next++
        follow.origins++
        if (covers(due.band, spent - due.start)) follow.covered++
      }
      const worthwhile = known >= 15 && (known - 15) % 7 === 0 && known + follow.days <= series.values.length
      if (worthwhile)
        follow.waiting.push({until: known + follow.days, start: spent, band: forecaster.band(follow.days)})
    }
  }
  const observed = follows.map(({origins, covered}) => ({origins, coverage: origins === 0 ? null : covered / origins}))
  return {forecaster, observed}
}
