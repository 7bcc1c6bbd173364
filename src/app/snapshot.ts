import type {Answer} from '../core/answer.ts'
import {missingName} from '../core/attribution/dimension.ts'
import type {ListedBudget} from '../core/budget/budget-list.ts'
import type {ProblemCount} from '../core/problem.ts'
import type {Filter} from '../core/report/filter.ts'
import type {Bounds, LedgerQuery} from '../core/report/query.ts'
import {byCellDimension, type Cell} from '../core/snapshot/cell.ts'
import {makeSnapshot} from '../core/snapshot/make-snapshot.ts'
import type {GitState, Snapshot, SnapshotBudget} from '../core/snapshot/snapshot.ts'
import type {Period} from '../core/time/period.ts'
import type {LedgerPort} from './ports.ts'
import {totalsOf} from './report.ts'
import {withUnpriced} from './unpriced-problem.ts'

/** A ledger of which all calls can be had by the dimensions of snapshots. */
export interface CellLedger {
  readonly ledger: Pick<LedgerPort, 'group'>
  readonly cells: (query: {readonly bounds: Bounds; readonly filters: readonly Filter[]}) => readonly Cell[]
}

/** What a snapshot asks of outside. */
export interface SnapshotPorts extends CellLedger {
  /** Runs questions that are all about one span of time. */
  readonly onSpan: <Result>(bounds: Bounds, work: () => Result) => Result
  readonly budgets: () => readonly ListedBudget[]
  readonly git: () => GitState | null
}

/** What a snapshot is about. */
export interface SnapshotRequest {
  readonly period: Period
  /** Dimensions with one value per call only. */
  readonly filters: readonly Filter[]
  readonly monthStart: number
  readonly nowMs: number
}

/** Takes a snapshot of a period. */
export function takeSnapshot(
  ports: SnapshotPorts,
  {period, filters, monthStart, nowMs}: SnapshotRequest,
  problems: readonly ProblemCount[],
): Answer<Snapshot> {
  const query: LedgerQuery = {bounds: period, by: [], filters, timezone: period.timezone, monthStart}
  const {totals, by, cells} = ports.onSpan(period, () => ({
    totals: totalsOf(ports.ledger.group(query).whole),
    by: byCellDimension((dimension) =>
      ports.ledger.group({...query, by: [dimension]}).groups.map((group) => {
        return {value: group.values[0] ?? missingName(dimension), totals: totalsOf(group)}
      }),
    ),
    cells: ports.cells({bounds: period, filters}),
  }))
  return {
    report: makeSnapshot({
      generatedAtMs: nowMs,
      period,
      totals,
      by,
      cells,
      git: ports.git(),
      budgets: ports.budgets().map(snapshotBudget),
      problems: withUnpriced(problems, totals),
    }),
  }
}

function snapshotBudget({judged}: ListedBudget): SnapshotBudget {
  const {rule, spent, verdict} = judged
  return {
    name: budgetName(judged),
    limitPicodollars: rule.limitPicodollars,
    spentPicodollars: spent.picodollars,
    level: verdict.toLowerCase().replace('_', '-'),
  }
}

/** A budget's name, with the key of the one that is meant where each arm, session … has its own. */
export function budgetName({rule, key}: ListedBudget['judged']): string {
  return key === '' ? rule.name : `${rule.name} (${key})`
}
