import {passOn} from '../app/budget/pass-on.ts'
import {isCalled, listBudgets} from '../app/budget/list-budgets.ts'
import type {Answer} from '../core/answer.ts'
import type {BudgetList} from '../core/budget/budget-list.ts'
import {readBudgets} from '../io/budgets/budgets-file.ts'
import {type BudgetFields, removeBudget, setBudget} from '../io/budgets/edit-budgets.ts'
import {ledgerGate} from './budget-standing.ts'
import type {Composition} from './composition.ts'
import {look} from './look.ts'

/** Lists budgets after the logs' news were read. */
export function runBudgetList(ports: Composition, name?: string, done: BudgetList['done'] = null): Answer<BudgetList> {
  const {access, notes} = look(ports)
  try {
    const gate = ledgerGate(ports, access.ledger.database)
    const answer = listBudgets(gate, name, done)
    if (!ports.settings.demo) passOn(gate)
    return {...answer, notes}
  } finally {
    access.close()
  }
}

/** Writes a budget into the file, and shows it. */
export function runBudgetSet(ports: Composition, fields: BudgetFields): Answer<BudgetList> {
  setBudget(ports.paths.budgets, fields)
  return runBudgetList(ports, fields.name, {what: 'set', name: fields.name})
}

/** Removes a budget from the file, and shows what is left. */
export function runBudgetRemove(ports: Composition, name: string): Answer<BudgetList> {
  const {rules} = readBudgets(ports.paths.budgets).budgets
  const known = rules.find((rule) => isCalled(rule, name))?.name ?? name
  if (!removeBudget(ports.paths.budgets, known)) return runBudgetList(ports, name)
  return runBudgetList(ports, undefined, {what: 'removed', name: known})
}
