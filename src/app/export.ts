import type {BudgetList} from '../core/budget/budget-list.ts'
import type {ExportFacts} from '../core/export/export-facts.ts'
import type {ProblemCount} from '../core/problem.ts'
import type {CallRecord} from '../core/report/call-record.ts'
import {projectName} from '../core/snapshot/project-name.ts'
import type {Period} from '../core/time/period.ts'
import type {LedgerPort} from './ports.ts'
import {budgetName, type CellLedger} from './snapshot.ts'

/** What an export asks of outside. */
export interface ExportPorts extends CellLedger {
  readonly budgets: () => BudgetList
  readonly ingestedAtMs: () => number | null
  readonly rateCardVerifiedAtMs: () => number | null
}

/** The sums of a period. */
export function exportFacts(
  ports: ExportPorts,
  {period, nowMs}: {readonly period: Period; readonly nowMs: number},
  problems: readonly ProblemCount[],
): ExportFacts {
  const query = {bounds: period, by: [], filters: [], timezone: period.timezone, monthStart: 1}
  const {whole, orphans} = ports.ledger.group(query)
  return {
    generatedAtMs: nowMs,
    period,
    cells: ports.cells({bounds: period, filters: []}),
    sessions: whole.sessions,
    budgets: ports.budgets().budgets.map(({judged}) => ({
      name: budgetName(judged),
      limitPicodollars: judged.rule.limitPicodollars,
      spentPicodollars: judged.spent.picodollars,
    })),
    orphanCalls: orphans.calls,
    ingestedAtMs: ports.ingestedAtMs(),
    rateCardVerifiedAtMs: ports.rateCardVerifiedAtMs(),
    problems,
  }
}

/** Every call of a period for another machine: of projects the last folder's name only. */
export function* exportedCalls(ledger: Pick<LedgerPort, 'calls'>, period: Period): Generator<CallRecord> {
  for (const call of ledger.calls({bounds: period, filters: []})) {
    const {project} = call.attribution
    yield project === null ? call : {...call, attribution: {...call.attribution, project: projectName(project)}}
  }
}
