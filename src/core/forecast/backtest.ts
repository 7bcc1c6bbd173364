import {validDayNumber, dayText} from './calendar-day.ts'
import {covers} from './covers.ts'
import {createForecaster, type ForecastOptions} from './create-forecaster.ts'
import type {DailySeries} from './daily-series.ts'
import {SHORTEST_SERIES_DAYS, whyNone, type NoForecastReason} from './forecast-sum.ts'
import type {PointBand} from './forecaster.ts'
import {createErrorScale, intervalScore} from './interval-score.ts'

/** Which origins to test. */
export interface BacktestOptions extends ForecastOptions {
  readonly horizonsDays: readonly number[]
  /** Known days at the first origin, 120 by default. Origins with fewer than 3 known days are left out. */
  readonly warmup: number
  /** Days from one origin to the next, 7 by default. */
  readonly step: number
}

/** One forecast of the past, and what came. US dollars. */
export interface BacktestOrigin extends PointBand {
  /** The last day that was known, `YYYY-MM-DD`. */
  readonly origin: string
  readonly horizonDays: number
  readonly actual: number
}

/** How the forecasts of a horizon came out; null where there was nothing to judge or nothing to divide by. */
export interface BacktestScore {
  readonly origins: number
  /** Share of true sums within the band, 0…1. */
  readonly coverage: number | null
  /** Mean interval score per day, scaled by the mean weekly change of a day (M4's MSIS at one day); lower is better. */
  readonly msis: number | null
  /** Absolute error of the point against that of "the same as the last H days"; below 1 is better than that. */
  readonly scaledMae: number | null
}

/** Every origin with the scores, together and per horizon; or the reason why there is none. */
export type BacktestOutcome =
  | ({
      readonly kind: 'backtest'
      readonly results: readonly BacktestOrigin[]
      readonly byHorizon: readonly (BacktestScore & {readonly horizonDays: number})[]
    } & BacktestScore)
  | {
      readonly kind: 'none'
      readonly reason: NoForecastReason | 'invalid-warmup' | 'invalid-step'
      readonly index: number | null
    }

/**
 * Forecasts the past of a series from many origins, each knowing only the days up to it, and scores the bands.
 *
 * One forward pass: what an origin sees is what `forecastSum` would see on the series cut there, and so is its answer.
 * An origin before any spend has the band [0, 0]. A horizon must lie wholly within the series to be tested.
 *
 * @param series - Whole days, zeros included.
 * @param options - See `BacktestOptions`.
 * @returns Origins in order of horizon, then of day.
 * @see Makridakis, S. et al. (2020), The M4 Competition (MSIS); a floor of a tenth of the mean day keeps the scale off
 *   0
 */
export function backtest(series: DailySeries, options: BacktestOptions): BacktestOutcome {
  const {horizonsDays, warmup, step} = options
  if (!Number.isInteger(warmup) || warmup < 1) return {kind: 'none', reason: 'invalid-warmup', index: null}
  if (!Number.isInteger(step) || step < 1) return {kind: 'none', reason: 'invalid-step', index: null}
  const fault = whyNone(series, horizonsDays, options)
  if (fault !== null) return {kind: 'none', ...fault}
  const judged = replay(series, options)
  const byHorizon = horizonsDays.map((horizonDays, index) => ({horizonDays, ...scoreOf(judged[index]!)}))
  const all = judged.flat()
  return {kind: 'backtest', results: all.map(({origin}) => origin), byHorizon, ...scoreOf(all)}
}

/** One origin with its share in the scores. */
interface Judged {
  readonly origin: BacktestOrigin
  readonly covered: boolean
  readonly scaledInterval: number
  readonly scaledError: number
  readonly scaledNaiveError: number
}

function replay(series: DailySeries, options: BacktestOptions): Judged[][] {
  const {horizonsDays, warmup, step, level} = options
  const {values} = series
  const firstDay = validDayNumber(series.firstDay)
  const forecaster = createForecaster(options, firstDay, Math.max(1, ...horizonsDays))
  const scale = createErrorScale()
  const sums = prefixSums(values)
  const judged = horizonsDays.map(() => new Array<Judged>())
  for (const [index, usd] of values.entries()) {
    const known = index + 1
    forecaster.learn(usd)
    scale.learn(usd)
    if (known < Math.max(warmup, SHORTEST_SERIES_DAYS) || (known - warmup) % step !== 0) continue
    for (const [which, horizonDays] of horizonsDays.entries()) {
      if (known + horizonDays > values.length) continue
      const band = forecaster.band(horizonDays)
      const actual = sums[known + horizonDays]! - sums[known]!
      const naive = known >= horizonDays ? sums[known]! - sums[known - horizonDays]! : actual
      const unit = horizonDays * scale.usd()
      judged[which]!.push({
        origin: {origin: dayText(firstDay + index), horizonDays, ...band, actual},
        covered: covers(band, actual),
        scaledInterval: intervalScore(band, actual, level) / unit,
        scaledError: Math.abs(actual - band.point) / unit,
        scaledNaiveError: Math.abs(actual - naive) / unit,
      })
    }
  }
  return judged
}

function scoreOf(judged: readonly Judged[]): BacktestScore {
  const origins = judged.length
  if (origins === 0) return {origins, coverage: null, msis: null, scaledMae: null}
  const total = (read: (one: Judged) => number) => judged.reduce((sum, one) => sum + read(one), 0)
  const naive = total(({scaledNaiveError}) => scaledNaiveError)
  return {
    origins,
    coverage: total(({covered}) => (covered ? 1 : 0)) / origins,
    msis: total(({scaledInterval}) => scaledInterval) / origins,
    scaledMae: naive === 0 ? null : total(({scaledError}) => scaledError) / naive,
  }
}

function prefixSums(values: readonly number[]): number[] {
  const sums = [0]
  for (const value of values) sums.push(sums.at(-1)! + value)
  return sums
}
