import {missingName, type Dimension} from '../core/attribution/dimension.ts'
import type {Anomaly} from '../core/anomaly/anomaly.ts'
import type {Budgets} from '../core/budget/budget.ts'
import {reachedAtMs} from '../core/budget/pace.ts'
import type {PointBand} from '../core/forecast/forecaster.ts'
import {toUsd, type Picodollars} from '../core/money/picodollars.ts'
import type {ProblemCount} from '../core/problem.ts'
import type {BudgetTimeline} from '../core/report/dashboard.ts'
import type {Group} from '../core/report/query.ts'
import type {CallFacts, SessionReport} from '../core/report/report.ts'
import type {Totals} from '../core/report/totals.ts'
import {localHourOf} from '../core/time/local-hour.ts'
import {timeSpanOf} from '../core/time/time-unit.ts'
import {restKey} from './budget-rests.ts'
import {budgetTimelines} from './dashboard-budgets.ts'
import type {LedgerPort} from './ports.ts'
import {callFacts, callTotals, totalsOf} from './report.ts'
import {showSession} from './session.ts'

/** What the view can be switched between. */
export const LIVE_DIMENSIONS = ['model', 'project', 'arm', 'agent', 'skill', 'tool'] as const
export const LIVE_UNITS = ['day', 'week', 'month'] as const

/** What is looked at. */
export interface LiveView {
  readonly dimension: (typeof LIVE_DIMENSIONS)[number]
  readonly unit: (typeof LIVE_UNITS)[number]
  /** Into which session was drilled; null: into none. */
  readonly session: string | null
}

/** What the view is made of, beside the ledger. */
export interface LiveSources {
  readonly nowMs: number
  readonly timezone: string
  readonly monthStart: number
  readonly budgets: Budgets
  /** What is still to come under each budget, by `restKey`. */
  readonly rests: ReadonlyMap<string, PointBand>
  readonly anomalies: readonly Anomaly[]
  readonly problems: readonly ProblemCount[]
}

/** A budget with the moment at which it is reached at the present pace. */
export interface LiveBudget extends BudgetTimeline {
  readonly reachedAtMs: number | null
  /** What will have been spent when its window ends, US dollars; null where no forecast can tell. */
  readonly atEnd: PointBand | null
}

/** A session of the last day. */
export interface LiveSession {
  readonly id: string
  readonly title: string | null
  readonly project: string
  readonly lastAtMs: number | null
  /** Whether a call was seen in the last ten minutes. */
  readonly isRunning: boolean
  readonly totals: Totals
}

/** Everything that `pech live` shows at a moment. */
export interface LiveState {
  readonly generatedAtMs: number
  readonly timezone: string
  readonly view: LiveView
  /** Of the unit that holds now: its label and what it amounts to. */
  readonly label: string
  readonly totals: Totals
  readonly today: Totals
  /** Today's hours up to now. */
  readonly hours: readonly {readonly label: string; readonly picodollars: Picodollars}[]
  /** Spent in the last hour, estimates included. */
  readonly lastHourPicodollars: Picodollars
  /** Mean spend per hour in which something was spent, over the last seven days; null without any. */
  readonly usualHourPicodollars: Picodollars | null
  readonly rows: readonly {readonly name: string; readonly totals: Totals}[]
  readonly budgets: readonly LiveBudget[]
  /** The last active first. */
  readonly sessions: readonly LiveSession[]
  readonly calls: readonly {readonly facts: CallFacts; readonly totals: Totals}[]
  readonly anomalies: readonly Anomaly[]
  readonly drill: SessionReport | null
  readonly problems: readonly ProblemCount[]
}

const HOUR_MS = 3_600_000
const RUNNING_MS = 600_000
const MOST = 12

/** Asks the ledger for a moment of the view. */
export function liveState(ledger: LedgerPort, view: LiveView, sources: LiveSources): LiveState {
  const {nowMs, timezone, monthStart, problems} = sources
  const span = timeSpanOf(view.unit, nowMs, timezone, monthStart)
  const day = timeSpanOf('day', nowMs, timezone)
  const ask = (fromMs: number, by: readonly Dimension[]) =>
    ledger.group({bounds: {fromMs, toMs: nowMs + 1}, by, filters: [], timezone, monthStart})
  const whole = ask(span.fromMs, [view.dimension])
  const week = ask(nowMs - 7 * 24 * HOUR_MS, ['hour'])
  const busy = week.groups.filter(({amounts}) => amounts.spentPicodollars > 0n)
  return {
    generatedAtMs: nowMs,
    timezone,
    view,
    label: span.label,
    totals: totalsOf(whole.whole),
    today: totalsOf(ask(day.fromMs, []).whole),
    hours: hoursOf(day.fromMs, nowMs, timezone, week.groups),
    lastHourPicodollars: ask(nowMs - HOUR_MS, []).whole.amounts.spentPicodollars,
    usualHourPicodollars: busy.length === 0 ? null : week.whole.amounts.spentPicodollars / BigInt(busy.length),
    rows: dearest(whole.groups).map((group) => {
      return {name: group.values[0] ?? missingName(view.dimension), totals: totalsOf(group)}
    }),
    budgets: budgetTimelines(ledger, {...sources, period: {timezone}}).map((budget) => {
      const {spent, rule, key} = budget.judged
      const rest = sources.rests.get(restKey(rule.name, rule.each === null ? null : key))
      const window = {fromMs: budget.fromMs ?? nowMs, toMs: budget.toMs, nowMs}
      const atEnd = rest === undefined ? null : after(toUsd(spent.picodollars), rest)
      return {...budget, reachedAtMs: reachedAtMs(spent.picodollars, rule.limitPicodollars, window), atEnd}
    }),
    sessions: sessionsOf(ledger, sources),
    calls: [
      ...ledger.calls({bounds: {fromMs: null, toMs: nowMs + 1}, filters: [], newestFirst: true, limit: MOST}),
    ].map((call) => ({facts: callFacts(call), totals: callTotals(call)})),
    anomalies: sources.anomalies,
    drill: view.session === null ? null : showSession(ledger, {id: view.session, top: 30, nowMs, timezone}, problems),
    problems,
  }
}

function after(spentUsd: number, {point, low, high}: PointBand): PointBand {
  return {point: spentUsd + point, low: spentUsd + low, high: spentUsd + high}
}

function dearest(groups: readonly Group[]): Group[] {
  return [...groups].sort((a, b) => (a.amounts.spentPicodollars < b.amounts.spentPicodollars ? 1 : -1)).slice(0, MOST)
}

function hoursOf(fromMs: number, nowMs: number, timezone: string, groups: readonly Group[]): LiveState['hours'] {
  const spent = new Map(groups.map(({values, amounts}) => [values[0], amounts.spentPicodollars]))
  const hours: {label: string; picodollars: bigint}[] = []
  for (let atMs = fromMs; atMs <= nowMs;) {
    const {label, toMs} = localHourOf(timezone, atMs)
    hours.push({label, picodollars: spent.get(label) ?? 0n})
    atMs = toMs
  }
  return hours
}

function sessionsOf(ledger: LedgerPort, {nowMs, timezone, monthStart}: LiveSources): LiveSession[] {
  const recent = ledger.sessions({fromMs: nowMs - 24 * HOUR_MS, toMs: nowMs + 1}, [], MOST)
  if (recent.length === 0) return []
  const filters = [{dimension: 'session' as const, patterns: recent.map(({id}) => id)}]
  const {groups} = ledger.group({
    bounds: {fromMs: null, toMs: nowMs + 1},
    by: ['session'],
    filters,
    timezone,
    monthStart,
  })
  const totals = new Map(groups.map((group) => [group.values[0], totalsOf(group)]))
  return recent.flatMap(({id, title, project, endedAtMs}) => {
    const known = totals.get(id)
    const isRunning = endedAtMs !== null && nowMs - endedAtMs < RUNNING_MS
    return known === undefined ? [] : [{id, title, project, lastAtMs: endedAtMs, isRunning, totals: known}]
  })
}
