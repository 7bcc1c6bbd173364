import {createConformalForecaster} from './conformal-forecaster.ts'
import type {ForecastMethod, Forecaster} from './forecaster.ts'
import {LONGEST_HORIZON_DAYS} from './horizon-knots.ts'
import {createSesForecaster} from './ses-forecaster.ts'
import {createWeekdayLevelPoint} from './weekday-level-point.ts'
import {createWeekdayMeanPoint} from './weekday-mean-point.ts'
import {createWindowMeanPoint} from './window-mean-point.ts'

/** How to forecast. */
export interface ForecastOptions {
  readonly method: ForecastMethod
  /** Of the band, strictly between 0 and 1. */
  readonly level: number
  /** Weight of the newest day, above 0 and up to 1. Only `ses` uses it. */
  readonly alpha: number
}

/** `auto`, 95 %, α = 0.3. */
export const DEFAULT_FORECAST_OPTIONS: ForecastOptions = {method: 'auto', level: 0.95, alpha: 0.3}

/** Days that `burn` takes its run rate from. */
const RUN_RATE_DAYS = 7

/**
 * A forecaster by the name of its method. All but `ses` have a band made of their own past errors (see
 * `createConformalForecaster`); they differ in the point.
 *
 * @param options - Checked by `optionFault` before.
 * @param firstDay - Days since 1970-01-01 of the first day to be learned.
 * @param longestDays - The longest horizon that will be asked for, 1 to `LONGEST_HORIZON_DAYS`.
 */
export function createForecaster(options: ForecastOptions, firstDay: number, longestDays: number): Forecaster {
  const {method, level, alpha} = options
  const settings = {firstDay, level, longestDays}
  switch (method) {
    case 'auto':
      return createConformalForecaster(method, createWeekdayLevelPoint(), settings)
    case 'ses':
      return createSesForecaster(alpha, level)
    case 'naive':
      return createConformalForecaster(method, createWindowMeanPoint('horizon'), settings)
    case 'mean28':
      return createConformalForecaster(method, createWindowMeanPoint(28), settings)
    case 'dow':
      return createConformalForecaster(method, createWeekdayMeanPoint(), settings)
    case 'burn':
      return createConformalForecaster(method, createWindowMeanPoint(RUN_RATE_DAYS), settings)
  }
}

/** What is wrong with options or horizons. */
export type OptionFault = 'invalid-level' | 'invalid-alpha' | 'invalid-horizon'

/**
 * Judges options and horizons.
 *
 * @param options - As given by the caller.
 * @param horizonsDays - Each a whole number from 1 to `LONGEST_HORIZON_DAYS`.
 * @returns The first fault, or null. α is judged for `ses` only.
 */
export function optionFault(options: ForecastOptions, horizonsDays: readonly number[]): OptionFault | null {
  const {method, level, alpha} = options
  if (!(level > 0 && level < 1)) return 'invalid-level'
  if (method === 'ses' && !(alpha > 0 && alpha <= 1)) return 'invalid-alpha'
  const valid = horizonsDays.every((days) => Number.isInteger(days) && days >= 1 && days <= LONGEST_HORIZON_DAYS)
  return valid ? null : 'invalid-horizon'
}
