import {findAnomalies} from '../app/anomaly.ts'
import {usualThreshold} from '../app/anomaly-methods.ts'
import {makeDashboard} from '../app/dashboard.ts'
import {namedSessions} from '../app/find-session.ts'
import {forecastPeriod} from '../app/forecast.ts'
import {ENDED_AFTER_MS} from '../app/learn.ts'
import type {Anomaly} from '../core/anomaly/anomaly.ts'
import type {ForecastReport} from '../core/forecast/forecast-report.ts'
import type {Dimension} from '../core/attribution/dimension.ts'
import {usualCosts, type UsualCosts} from '../core/learning/usual-costs.ts'
import type {Dashboard} from '../core/report/dashboard.ts'
import {localDayOf} from '../core/time/local-day.ts'
import {readBudgets} from '../io/budgets/budgets-file.ts'
import {isDismissed} from '../io/ledger/anomalies.ts'
import {dailySpend} from '../io/ledger/daily-series.ts'
import {kindCosts} from '../io/ledger/kind-costs.ts'
import {learnedPatterns, learnedSessions, priorLookup} from '../io/ledger/prior.ts'
import {filterSql} from '../io/ledger/query/dimension-sql.ts'
import {callItems, promptPlace} from '../io/ledger/spend-items.ts'
import type {Composition} from './composition.ts'
import {learnEnded} from './learn-ended.ts'
import type {Look} from './look.ts'
import {periodOf} from './period-flags.ts'
import type {Scope} from './scope.ts'

/** Everything that a page shows beside the report's rows: charts, budgets, forecast, anomalies. */
export function dashboardOf(
  ports: Composition,
  {ledger, access}: Pick<Look, 'ledger' | 'access'>,
  scope: Scope,
): Dashboard {
  const {database} = access.ledger
  const nowMs = ports.clock()
  if (ports.settings.ingest) learnEnded(ports, database, nowMs - ENDED_AFTER_MS)
  return makeDashboard(ledger, {
    ...scope,
    nowMs,
    budgets: readBudgets(ports.paths.budgets).budgets,
    forecast: monthForecast(ports, access, scope),
    anomalies: anomaliesOf(ports, {ledger, access}, scope),
    usual: usualOf(ports, {ledger, access}, scope),
  })
}

/** What kinds of calls cost in the period, beside what is learned of them. */
function usualOf(
  ports: Composition,
  {ledger, access}: Pick<Look, 'ledger' | 'access'>,
  {period, filters}: Scope,
): UsualCosts | null {
  if (!filters.every(({dimension}) => isOfWholeCalls(dimension) && dimension !== 'prompt')) return null
  const {database} = access.ledger
  const filter = filterSql(database, namedSessions(ledger, filters))
  const bounds = {fromMs: period.fromMs, toMs: Math.min(period.toMs ?? Infinity, ports.clock() + 1)}
  return usualCosts(kindCosts(database, bounds, filter), learnedPatterns(database), learnedSessions(database))
}

/** Whether a dimension divides calls from each other; tools divide the calls themselves. */
function isOfWholeCalls(dimension: Dimension): boolean {
  return dimension !== 'tool' && dimension !== 'mcpServer'
}

/** The band of the month that holds now, day by day; null for a report that is about something else. */
function monthForecast(ports: Composition, access: Look['access'], {period, filters}: Scope): ForecastReport | null {
  const nowMs = ports.clock()
  if (filters.length > 0 || (period.toMs !== null && period.toMs <= nowMs)) return null
  const timezone = ports.zone.name
  const month = periodOf(ports, {month: 'current'})
  const daysLeft = localDayOf(timezone, (month.toMs ?? nowMs + 1) - 1).dayNumber - localDayOf(timezone, nowMs).dayNumber
  const request = {
    unit: 'month' as const,
    period: month,
    horizonsDays: Array.from({length: daysLeft + 1}, (_, index) => index + 1),
    options: {method: 'auto' as const, alpha: 0.3, level: 0.95},
    nowMs,
  }
  return forecastPeriod(dailySpend(access.ledger.database, {nowMs, timezone}), [], request, []).report
}

/** Calls of the period that are out of the usual; nothing is recorded. None where parts of calls are asked for. */
export function anomaliesOf(
  ports: Composition,
  {ledger, access}: Pick<Look, 'ledger' | 'access'>,
  {period, filters}: Pick<Scope, 'period' | 'filters'>,
): readonly Anomaly[] {
  if (!filters.every(({dimension}) => isOfWholeCalls(dimension))) return []
  const {database} = access.ledger
  const nowMs = ports.clock()
  const timezone = ports.zone.name
  const filter = filterSql(database, namedSessions(ledger, filters))
  const found = findAnomalies(
    {
      items: callItems(database, {fromMs: period.fromMs, toMs: Math.min(period.toMs ?? Infinity, nowMs + 1), filter}),
      priorOf: priorLookup(database),
      dayOf: (atMs) => (atMs === null ? 'unknown' : localDayOf(timezone, atMs).label),
      isDismissed: isDismissed(database, nowMs),
      promptPlace: (session, prompt) => promptPlace(database, session, prompt),
      hasTokens: true,
    },
    {
      unit: 'call',
      method: 'auto',
      threshold: usualThreshold('call', 'auto'),
      floorUsd: 0,
      alertOn: null,
      label: period.label,
      period,
      nowMs,
    },
    [],
  )
  return found.report.anomalies.filter(({dismissed}) => !dismissed)
}
