import type {Answer} from '../core/answer.ts'
import {EXIT} from '../core/exit.ts'
import {backtest, type BacktestOptions} from '../core/forecast/backtest.ts'
import {dayNumber} from '../core/forecast/calendar-day.ts'
import type {ForecastOptions} from '../core/forecast/create-forecaster.ts'
import {dayAfter, seriesUntil, type DailySeries} from '../core/forecast/daily-series.ts'
import {FORECAST_METHODS} from '../core/forecast/forecaster.ts'
import type {BacktestReport, ForecastReport} from '../core/forecast/forecast-report.ts'
import {parseDailySeries} from '../core/forecast/parse-daily-series.ts'
import {PechError, type ProblemCount} from '../core/problem.ts'
import {forecastRest} from './forecast.ts'

/** What is forecast from a file. */
export interface SeriesForecastRequest {
  readonly label: string
  readonly days: number
  readonly horizonsDays: readonly number[]
  readonly options: ForecastOptions
  readonly nowMs: number
}

/** Rows that are named before the rest is only counted. */
const MOST_ROWS = 5

/**
 * Reads `date,value` rows.
 *
 * @throws PechError that names the rows and columns that cannot be read.
 */
export function readSeries(text: string, file: string): DailySeries {
  const {series, problems} = parseDailySeries(text)
  const negative = series?.values.findIndex((value) => value < 0) ?? -1
  if (series !== null && negative < 0) return series
  const lines = problems.slice(0, MOST_ROWS).map(({row, column, message}) => `${file}:${row}:${column}: ${message}`)
  if (negative >= 0 && series !== null) {
    lines.push(`${file}: ${dayAfter({...series, values: [0]}, negative)} is below 0, and spending is not`)
  }
  const more = problems.length > MOST_ROWS ? [`and ${problems.length - MOST_ROWS} more rows`] : []
  throw new PechError(
    'SERIES_INVALID',
    [...lines, ...more].join('\n'),
    'expected rows of date,value such as 2026-11-01,4.20, oldest first',
  )
}

/** The series as it was known at the end of a day. @throws PechError when that is no day, or before the series begins. */
export function seriesAsOf(series: DailySeries, lastDay: string | undefined): DailySeries {
  if (lastDay === undefined) return series
  if (dayNumber(lastDay) === null)
    throw new PechError('USAGE', `--as-of ${lastDay}: no such day`, 'give a date such as 2026-11-01')
  if (lastDay < series.firstDay) {
    throw new PechError('USAGE', `--as-of ${lastDay}: the series begins on ${series.firstDay}`, 'give a later date')
  }
  return seriesUntil(series, lastDay)
}

/** The sum of the days after the last known one. */
export function forecastSeries(series: DailySeries, request: SeriesForecastRequest): Answer<ForecastReport> {
  const {label, days, options, nowMs} = request
  const {rest, reason, horizons} = forecastRest(series, {days, restOfToday: 1}, request.horizonsDays, options)
  return {
    report: {
      kind: 'forecast',
      generatedAtMs: nowMs,
      horizon: 'days',
      label,
      method: options.method,
      level: options.level,
      asOf: dayAfter(series, 0),
      timezone: null,
      knownDays: series.values.length,
      restDays: days,
      toDatePicodollars: 0n,
      rest,
      reason,
      horizons,
      budgets: [],
      gaps: {futureCalls: 0, undatedCalls: 0, estimatedCalls: 0, unpricedCalls: 0},
      problems: [],
    },
  }
}

/** Forecasts the past of a series, by the chosen method and, to compare, by all others. */
export function backtestSeries(
  series: DailySeries,
  request: BacktestOptions & {readonly label: string; readonly nowMs: number},
  problems: readonly ProblemCount[],
): Answer<BacktestReport> {
  const {label, nowMs, level, warmup, step, method} = request
  const outcome = backtest(series, request)
  const facts = {kind: 'backtest', generatedAtMs: nowMs, label, level, warmup, step, method, problems} as const
  const knownDays = series.values.length
  if (outcome.kind === 'none') {
    const {reason} = outcome
    if (reason === 'invalid-warmup' || reason === 'invalid-step') throw new RangeError(reason)
    return {report: {...facts, knownDays, origins: [], reason, scores: []}, exitCode: EXIT.ok}
  }
  const methods = [method, ...FORECAST_METHODS.filter((other) => other !== method)]
  const scores = methods.flatMap((one) => {
    const result = one === method ? outcome : backtest(series, {...request, method: one})
    if (result.kind === 'none') return []
    const {origins, coverage, msis, scaledMae, byHorizon} = result
    return [{method: one, origins, coverage, msis, scaledMae, byHorizon}]
  })
  return {report: {...facts, knownDays, origins: outcome.results, reason: null, scores}}
}
