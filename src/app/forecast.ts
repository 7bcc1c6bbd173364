import type {Answer} from '../core/answer.ts'
import {spentSince, wholeDays, type DailySpend} from '../core/forecast/daily-spend.ts'
import type {DailySeries} from '../core/forecast/daily-series.ts'
import {forecastSums, type ForecastBand, type ForecastOutcome} from '../core/forecast/forecast-sum.ts'
import type {ForecastReport, HorizonForecast, RestForecast} from '../core/forecast/forecast-report.ts'
import type {ForecastOptions} from '../core/forecast/create-forecaster.ts'
import {restOfPeriod} from '../core/forecast/rest-of-period.ts'
import {PechError, type ProblemCount} from '../core/problem.ts'
import {localDayOf} from '../core/time/local-day.ts'
import type {Period} from '../core/time/period.ts'
import {forecastBudgets, type BudgetOutlook} from './forecast-budgets.ts'

/** What is forecast from the ledger. */
export interface PeriodForecastRequest {
  readonly unit: 'day' | 'week' | 'month'
  /** The period that holds now. */
  readonly period: Period
  readonly horizonsDays: readonly number[]
  readonly options: ForecastOptions
  readonly nowMs: number
}

/** The sums and horizons that a series gives. */
export interface SeriesForecast {
  readonly rest: RestForecast | null
  readonly reason: ForecastReport['reason']
  readonly horizons: readonly HorizonForecast[]
}

/**
 * What a day, week or month will have cost when it is over: what is spent, which is known, and a band for the rest.
 *
 * @throws PechError when the period is over, or has not begun.
 */
export function forecastPeriod(
  spend: DailySpend,
  budgets: readonly BudgetOutlook[],
  request: PeriodForecastRequest,
  problems: readonly ProblemCount[],
): Answer<ForecastReport> {
  const {period, nowMs, options, horizonsDays} = request
  const {fromMs, toMs, timezone} = period
  if (fromMs === null || toMs === null || nowMs < fromMs || nowMs >= toMs) throw notNow(request)
  const today = localDayOf(timezone, nowMs)
  const wholeDaysLeft = localDayOf(timezone, toMs - 1).dayNumber - today.dayNumber
  const restOfToday = (today.toMs - nowMs) / (today.toMs - today.fromMs)
  const series = spend.days.length === 0 ? {firstDay: today.label, values: []} : wholeDays(spend)
  const {rest, reason, horizons} = forecastRest(series, {days: wholeDaysLeft + 1, restOfToday}, horizonsDays, options)
  const firstDay = localDayOf(timezone, fromMs).label
  return {
    report: {
      kind: 'forecast',
      generatedAtMs: nowMs,
      horizon: request.unit,
      label: period.label,
      method: options.method,
      level: options.level,
      asOf: new Date(nowMs).toISOString(),
      timezone,
      knownDays: series.values.length,
      restDays: wholeDaysLeft + restOfToday,
      toDatePicodollars: spentSince(spend, firstDay),
      rest,
      reason,
      horizons,
      budgets: forecastBudgets(budgets, options, today),
      gaps: spend,
      problems,
    },
  }
}

/**
 * A band for the rest of today and the whole days after it, and the bands of other horizons, in one pass.
 *
 * @param series - Whole days, up to yesterday.
 * @param ahead - Days to the end of the period, today included, and how much of today is left.
 */
export function forecastRest(
  series: DailySeries,
  ahead: {readonly days: number; readonly restOfToday: number},
  horizonsDays: readonly number[],
  options: ForecastOptions,
): SeriesForecast {
  const wanted = [ahead.days, Math.max(1, ahead.days - 1), 1, ...horizonsDays]
  const [whole, less, day, ...others] = forecastSums(series, wanted, options)
  const horizons = others.flatMap((one) => (one.kind === 'band' ? [horizonOf(one)] : []))
  if (whole?.kind !== 'band') {
    const reason = whole?.reason ?? null
    return {rest: reason === 'no-spend' ? nothing(options) : null, reason, horizons}
  }
  const band = restOfPeriod({
    whole,
    oneDayLess: ahead.days > 1 ? bandOf(less) : null,
    today: bandOf(day),
    restOfToday: ahead.restOfToday,
  })
  const {calibration, notes, observed, model} = whole
  return {rest: {...band, calibration, notes, observed, model}, reason: null, horizons}
}

function bandOf(outcome: ForecastOutcome | undefined): ForecastBand {
  if (outcome?.kind === 'band') return outcome
  throw new RangeError('one horizon of a series has a band and another has none')
}

/** Who has never spent anything gets a band that says so. */
function nothing({method}: ForecastOptions): RestForecast {
  const model = {method, levelUsd: 0, alpha: null, sigma2: null, weekdayFactors: null, missRate: null, ownErrors: null}
  const observed = {origins: 0, coverage: null}
  return {point: 0, low: 0, high: 0, calibration: 'not calibrated yet', notes: [], observed, model}
}

function horizonOf({horizonDays, point, low, high, notes}: ForecastBand): HorizonForecast {
  return {days: horizonDays, point, low, high, notes}
}

function notNow({unit, period}: PeriodForecastRequest): PechError {
  return new PechError(
    'PERIOD_NOT_NOW',
    `--${unit}: ${period.label} does not hold this moment, and a forecast begins now`,
    `see \`pech report --${unit} ${period.label}\` for what was spent`,
  )
}
