import {missingName, type Dimension} from '../core/attribution/dimension.ts'
import type {Anomaly} from '../core/anomaly/anomaly.ts'
import type {Budgets} from '../core/budget/budget.ts'
import type {ForecastReport} from '../core/forecast/forecast-report.ts'
import type {UsualCosts} from '../core/learning/usual-costs.ts'
import type {CalendarDay, Dashboard, SpendColumn, SpendColumns, SpendPart} from '../core/report/dashboard.ts'
import type {Filter} from '../core/report/filter.ts'
import type {Group} from '../core/report/query.ts'
import {dayLabel, parseDayLabel} from '../core/time/calendar.ts'
import {localDayOf} from '../core/time/local-day.ts'
import type {Period} from '../core/time/period.ts'
import {timeSpanOf} from '../core/time/time-unit.ts'
import {budgetTimelines} from './dashboard-budgets.ts'
import {namedSessions} from './find-session.ts'
import type {LedgerPort} from './ports.ts'

/** What the page is about, and what others have found out about it. */
export interface DashboardRequest {
  readonly period: Period
  readonly filters: readonly Filter[]
  readonly monthStart: number
  readonly nowMs: number
  readonly budgets: Budgets
  readonly forecast: ForecastReport | null
  readonly anomalies: readonly Anomaly[]
  readonly usual: UsualCosts | null
}

/** Models that have a colour of their own. */
const MOST_MODELS = 6
const MOST_SESSIONS = 10
const MOST_PARTS = 60
const DAYS_OF_YEAR = 371

/** Asks the ledger for all that a page shows beside the rows of its report. */
export function makeDashboard(ledger: LedgerPort, wanted: DashboardRequest): Dashboard {
  const request = {...wanted, filters: namedSessions(ledger, wanted.filters)}
  return {
    spend: spendColumns(ledger, request),
    calendar: calendarOf(ledger, request),
    parts: partsOf(ledger, request),
    budgets: budgetTimelines(ledger, request),
    forecast: request.forecast,
    anomalies: request.anomalies,
    usual: request.usual,
    caches: groupsOf(ledger, request, ['model']).map((group) => {
      return {model: nameOf(group, 0, 'model'), cache: group.amounts.cacheSummary()}
    }),
    sessions: groupsOf(ledger, request, ['session', 'project'])
      .slice(0, MOST_SESSIONS)
      .map((group) => ({
        session: nameOf(group, 0, 'session'),
        project: nameOf(group, 1, 'project'),
        calls: group.amounts.calls,
        costPicodollars: costOf(group),
        hitRatio: group.amounts.cacheSummary().hitRatio,
      })),
  }
}

/** Groups with money, dearest first. */
function groupsOf(ledger: LedgerPort, request: DashboardRequest, by: readonly Dimension[]): Group[] {
  const {period, filters, monthStart} = request
  const {groups} = ledger.group({bounds: period, by, filters, timezone: period.timezone, monthStart})
  return groups.filter((group) => costOf(group) > 0n).sort((a, b) => (costOf(a) < costOf(b) ? 1 : -1))
}

function costOf(group: Group): bigint {
  return group.amounts.totals(0, [], []).costPicodollars
}

function nameOf(group: Group, index: number, dimension: Dimension): string {
  return group.values[index] ?? missingName(dimension)
}

function spendColumns(ledger: LedgerPort, request: DashboardRequest): SpendColumns {
  const groups = groupsOf(ledger, request, ['model'])
  const names = groups.slice(0, groups.length > MOST_MODELS ? MOST_MODELS - 1 : MOST_MODELS)
  const models = names.map((group) => nameOf(group, 0, 'model'))
  const days = groupsOf(ledger, request, ['day', 'model']).filter(({values}) => values[0] !== null)
  const labels = days.map(({values}) => values[0] ?? '').sort()
  const first = parseDayLabel(labels[0] ?? '')
  const last = parseDayLabel(labels.at(-1) ?? '')
  const all = models.length < groups.length ? [...models, 'other'] : models
  if (first === null || last === null) return {unit: 'day', models: all, columns: []}
  const unit = last - first > 731 ? 'month' : last - first > 100 ? 'week' : 'day'
  const {timezone} = request.period
  const labelOf = (dayNumber: number) =>
    unit === 'day'
      ? dayLabel(dayNumber)
      : timeSpanOf(unit, dayNumber * 86_400_000 + 43_200_000, 'UTC', request.monthStart).label
  const columns = new Map<string, bigint[]>()
  for (let day = first; day <= last; day++)
    columns.set(
      labelOf(day),
      all.map(() => 0n),
    )
  for (const group of days) {
    const costs = columns.get(labelOf(parseDayLabel(group.values[0] ?? '') ?? first))
    const index = models.indexOf(nameOf(group, 1, 'model'))
    const place = index === -1 ? all.length - 1 : index
    if (costs !== undefined) costs[place] = (costs[place] ?? 0n) + costOf(group)
  }
  const ends: SpendColumn[] = [...columns].map(([label, costs]) => ({label, costs}))
  return {unit, models: all, columns: unit === 'day' ? withWholePeriod(ends, request, timezone) : ends}
}

/** Days of the period before the first spend and up to now, so that a month looks like a month. */
function withWholePeriod(columns: readonly SpendColumn[], request: DashboardRequest, timezone: string): SpendColumn[] {
  const {fromMs, toMs} = request.period
  const none = columns[0]?.costs.map(() => 0n) ?? []
  const firstDay = parseDayLabel(columns[0]?.label ?? '') ?? 0
  const lastDay = parseDayLabel(columns.at(-1)?.label ?? '') ?? 0
  const from = fromMs === null ? firstDay : Math.max(firstDay - 31, localDayOf(timezone, fromMs).dayNumber)
  const to = Math.min(lastDay + 31, localDayOf(timezone, Math.min(request.nowMs, (toMs ?? Infinity) - 1)).dayNumber)
  const empty = (start: number, end: number) =>
    Array.from({length: Math.max(0, end - start)}, (_, index) => ({label: dayLabel(start + index), costs: none}))
  return [...empty(from, firstDay), ...columns, ...empty(lastDay + 1, to + 1)]
}

function calendarOf(ledger: LedgerPort, request: DashboardRequest): CalendarDay[] {
  const {period, nowMs} = request
  const {timezone} = period
  const lastDay = localDayOf(timezone, Math.min(nowMs, (period.toMs ?? Infinity) - 1)).dayNumber
  const bounds = {fromMs: (lastDay - DAYS_OF_YEAR) * 86_400_000, toMs: period.toMs}
  const groups = groupsOf(ledger, {...request, period: {...period, ...bounds}}, ['day'])
  const costs = new Map<number, bigint>()
  for (const group of groups) {
    const dayNumber = parseDayLabel(group.values[0] ?? '')
    if (dayNumber !== null) costs.set(dayNumber, costOf(group))
  }
  const first = [...costs.keys()].reduce((least, dayNumber) => Math.min(least, dayNumber), lastDay)
  const from = Math.max(first, lastDay - DAYS_OF_YEAR + 1)
  return Array.from({length: lastDay - from + 1}, (_, index) => {
    const dayNumber = from + index
    return {dayNumber, label: dayLabel(dayNumber), costPicodollars: costs.get(dayNumber) ?? 0n}
  })
}

function partsOf(ledger: LedgerPort, request: DashboardRequest): SpendPart[] {
  const groups = groupsOf(ledger, request, ['plugin', 'role', 'agent', 'model'])
  const hasRoles = groups.some(({values}) => values[1] !== null)
  const parts = new Map<string, SpendPart>()
  for (const group of groups) {
    const place = {
      plugin: nameOf(group, 0, 'plugin'),
      agent: hasRoles ? nameOf(group, 1, 'role') : nameOf(group, 2, 'agent'),
      model: nameOf(group, 3, 'model'),
    }
    const id = JSON.stringify(place)
    parts.set(id, {...place, costPicodollars: (parts.get(id)?.costPicodollars ?? 0n) + costOf(group)})
  }
  return [...parts.values()].sort((a, b) => (a.costPicodollars < b.costPicodollars ? 1 : -1)).slice(0, MOST_PARTS)
}
