import {backtestSeries, forecastSeries, readSeries, seriesAsOf} from '../app/forecast-series.ts'
import {forecastPeriod} from '../app/forecast.ts'
import {forecastSession} from '../app/forecast-session.ts'
import {findSession} from '../app/find-session.ts'
import type {Answer} from '../core/answer.ts'
import {wholeDays} from '../core/forecast/daily-spend.ts'
import type {BacktestReport, ForecastReport} from '../core/forecast/forecast-report.ts'
import type {ForecastOptions} from '../core/forecast/create-forecaster.ts'
import {dailySpend} from '../io/ledger/daily-series.ts'
import {recentSessions, sessionCosts} from '../io/ledger/session-costs.ts'
import {readText} from '../io/read-text.ts'
import {budgetOutlooks} from './budget-outlooks.ts'
import {budgetStanding} from './budget-standing.ts'
import type {Composition} from './composition.ts'
import {look} from './look.ts'
import {periodOf} from './period-flags.ts'

/** What `pech forecast` was asked. */
export interface ForecastRequest {
  readonly session: string | undefined
  readonly day: string | undefined
  readonly week: string | undefined
  readonly month: string | undefined
  readonly 'month-start': number | undefined
  readonly series: string | undefined
  readonly 'as-of': string | undefined
  readonly days: number
  readonly backtest: boolean
  readonly warmup: number
  readonly step: number
  readonly options: ForecastOptions
  readonly horizonsDays: readonly number[]
}

/** Answers `pech forecast` from a file, or from the ledger. */
export function runForecast(ports: Composition, request: ForecastRequest): Answer<ForecastReport | BacktestReport> {
  if (request.series !== undefined) return fromFile(ports, request, request.series)
  const {access, ledger, problems, notes} = look(ports)
  const {database} = access.ledger
  const nowMs = ports.clock()
  const timezone = ports.zone.name
  if (request.session !== undefined) {
    const session = findSession(ledger, request.session)
    const {whole} = ledger.group({
      bounds: {fromMs: null, toMs: nowMs + 1},
      by: [],
      filters: [{dimension: 'session', patterns: [session]}],
      timezone,
      monthStart: 1,
    })
    const {unpriced, estimated} = whole.amounts.totals(1, [], [])
    const past = recentSessions(database, nowMs).filter(
      (one) => one.session !== session && one.endedAtMs < nowMs - 3_600_000,
    )
    const answer = forecastSession(
      {
        session,
        spentPicodollars: whole.amounts.spentPicodollars,
        costsUsd: sessionCosts(database, session, nowMs).costsUsd,
        past: past.map(({costsUsd}) => costsUsd),
        unpricedCalls: Number(unpriced.calls - estimated.calls),
        options: request.options,
        nowMs,
        timezone,
      },
      problems,
    )
    return {...answer, notes}
  }
  const spend = dailySpend(database, {nowMs, timezone})
  if (request.backtest) {
    const series = spend.days.length === 0 ? {firstDay: '2000-01-01', values: []} : wholeDays(spend)
    return {...backtestSeries(series, {...request, ...request.options, label: 'ledger', nowMs}, problems), notes}
  }
  const unit = request.day !== undefined ? 'day' : request.week !== undefined ? 'week' : 'month'
  const {options, horizonsDays} = request
  const period = periodOf(ports, {...request, session: undefined})
  const standing = budgetStanding(ports, database)
  const outlooks = budgetOutlooks(ports, database, standing)
  const {report} = forecastPeriod(spend, outlooks, {unit, period, horizonsDays, options, nowMs}, problems)
  return {report: {...report, budgetsLeftOut: standing.budgets.length - report.budgets.length}, notes}
}

function fromFile(ports: Composition, request: ForecastRequest, file: string): Answer<ForecastReport | BacktestReport> {
  const series = seriesAsOf(readSeries(readText(file), file), request['as-of'])
  const {options, horizonsDays, days} = request
  const facts = {label: file, nowMs: ports.clock()}
  return request.backtest
    ? backtestSeries(series, {...request, ...options, ...facts}, [])
    : forecastSeries(series, {...facts, options, horizonsDays, days})
}
