import {join} from 'node:path'
import {listBudgets} from '../app/budget/list-budgets.ts'
import type {BudgetList} from '../core/budget/budget-list.ts'
import {bookReader} from '../io/ledger/spent-book.ts'
import {LedgerGate} from '../io/budgets/open-gate.ts'
import type {Database} from '../io/ledger/database.ts'
import type {Composition} from './composition.ts'
import {packageRoot} from './package-root.ts'

/** Every budget as it stands in an open ledger. */
export function budgetStanding(ports: Composition, database: Database): BudgetList {
  return listBudgets(ledgerGate(ports, database)).report
}

/** The gate on a ledger that is open. */
export function ledgerGate(ports: Composition, database: Database): LedgerGate & {readonly timezone: string} {
  const gate = new LedgerGate({
    database,
    readBook: bookReader(database),
    paths: ports.paths,
    loaded: ports.config,
    home: ports.surroundings.home,
    zone: ports.zone.name,
    nowMs: ports.clock(),
    launcher: () => join(packageRoot(), 'bin', 'pech.js'),
  })
  return Object.assign(gate, {timezone: ports.zone.name})
}
