import {missingName} from '../core/attribution/dimension.ts'
import {budgetLabel} from '../core/budget/budget-label.ts'
import type {BudgetList, ListedBudget} from '../core/budget/budget-list.ts'
import {
  makeDigest,
  type Digest,
  type DigestAnomaly,
  type DigestBudget,
  type DigestForecast,
  type DigestPeer,
  type DigestPeriod,
  type DigestReconciled,
} from '../core/digest/digest.ts'
import type {ProblemCount} from '../core/problem.ts'
import type {Period} from '../core/time/period.ts'
import type {LedgerPort} from './ports.ts'

/** What the morning page asks of outside. */
export interface DigestPorts {
  readonly ledger: Pick<LedgerPort, 'group'>
  readonly budgets: () => BudgetList
  readonly anomalies: () => readonly DigestAnomaly[]
  readonly forecast: () => DigestForecast
  readonly reconciled: () => Promise<DigestReconciled | null>
  /** Changes that reached the main branch of a repository; null when there is none at the path. */
  readonly mergedChanges: (project: string, fromMs: number, toMs: number) => number | null
}

/** Which days the page is about. */
export interface DigestRequest {
  readonly yesterday: Period
  readonly month: Period
  readonly monthStart: number
  readonly nowMs: number
}

/** Repositories that git is asked about, the dearest of the month. */
const MOST_REPOSITORIES = 12

/** Puts the morning page together. */
export async function morningPage(
  ports: DigestPorts,
  {yesterday, month, monthStart, nowMs}: DigestRequest,
  problems: readonly ProblemCount[],
): Promise<Digest> {
  return makeDigest({
    generatedAtMs: nowMs,
    problems,
    yesterday: periodOf(ports, yesterday, monthStart),
    month: periodOf(ports, month, monthStart),
    budgets: ports.budgets().budgets.map(budgetOf),
    anomalies: ports.anomalies(),
    forecast: ports.forecast(),
    reconciled: await ports.reconciled(),
    mergedChanges: changesOf(ports, month, nowMs),
    peers: peersOf(ports, month.timezone, nowMs),
  })
}

function costsBy(
  {ledger}: DigestPorts,
  dimension: 'arm' | 'project' | 'peer',
  bounds: Pick<Period, 'fromMs' | 'toMs' | 'timezone'>,
  monthStart = 1,
) {
  const {timezone} = bounds
  const {groups, whole} = ledger.group({bounds, by: [dimension], filters: [], timezone, monthStart})
  const costs = groups.map(({values, amounts}) => ({
    value: values[0] ?? null,
    costPicodollars: amounts.totals(0, [], []).costPicodollars,
  }))
  return {costs, whole}
}

function periodOf(ports: DigestPorts, period: Period, monthStart: number): DigestPeriod {
  const {costs, whole} = costsBy(ports, 'arm', period, monthStart)
  return {
    period,
    costPicodollars: whole.amounts.totals(0, [], []).costPicodollars,
    calls: whole.amounts.calls,
    arms: costs.map(({value, costPicodollars}) => ({arm: value ?? missingName('arm'), costPicodollars})),
  }
}

/** From this share of a limit on a budget is near. */
const NEAR = 0.8

function budgetOf({judged}: ListedBudget): DigestBudget {
  const {rule, spent, ratio, verdict} = judged
  return {
    name: budgetLabel(rule, judged.key),
    spentPicodollars: spent.picodollars,
    limitPicodollars: rule.limitPicodollars,
    state: ratio >= 1 || verdict === 'HARD_STOP' ? 'over' : ratio >= NEAR || verdict === 'WARN' ? 'near' : 'ok',
  }
}

/** Counts only repositories in which something was merged, and only what was spent in them. */
function changesOf(ports: DigestPorts, month: Period, nowMs: number): {count: number; costPicodollars: bigint} | null {
  const {costs} = costsBy(ports, 'project', month)
  const dearest = costs
    .filter(({value, costPicodollars}) => value !== null && costPicodollars > 0n)
    .sort((a, b) => (a.costPicodollars > b.costPicodollars ? -1 : 1))
    .slice(0, MOST_REPOSITORIES)
  const sum = {count: 0, costPicodollars: 0n}
  for (const {value, costPicodollars} of dearest) {
    const count = ports.mergedChanges(value ?? '', month.fromMs ?? 0, Math.min(month.toMs ?? nowMs, nowMs)) ?? 0
    if (count === 0) continue
    sum.count += count
    sum.costPicodollars += costPicodollars
  }
  return sum.count === 0 ? null : sum
}

const HOUR_MS = 3_600_000

function peersOf(ports: DigestPorts, timezone: string, nowMs: number): DigestPeer[] {
  const since = (hours: number) => {
    const {costs} = costsBy(ports, 'peer', {fromMs: nowMs - hours * HOUR_MS, toMs: nowMs + 1, timezone})
    return new Map(costs.map(({value, costPicodollars}) => [value, costPicodollars]))
  }
  const [hour, day, week] = [since(1), since(24), since(168)]
  return [...(week ?? [])].flatMap(([peer, weekPicodollars]): DigestPeer[] => {
    if (peer === null) return []
    const [hourPicodollars, dayPicodollars] = [hour?.get(peer) ?? 0n, day?.get(peer) ?? 0n]
    return [{peer, hourPicodollars, dayPicodollars, weekPicodollars}]
  })
}
