import {join} from 'node:path'
import {listBudgets} from '../app/budget/list-budgets.ts'
import type {Answer} from '../core/answer.ts'
import type {BudgetList} from '../core/budget/budget-list.ts'
import {type BudgetFields, removeBudget, setBudget} from '../io/budgets/edit-budgets.ts'
import {gateAt} from '../io/budgets/gate-at.ts'
import type {Composition} from './composition.ts'
import {look} from './look.ts'
import {packageRoot} from './package-root.ts'

/** Lists budgets after the logs' news were read. */
export function runBudgetList(ports: Composition, name?: string, done: BudgetList['done'] = null): Answer<BudgetList> {
  if (ports.settings.ingest) look(ports).access.close()
  const {env, timezone} = ports.settings
  const gate = gateAt({env, timezone, launcher: () => join(packageRoot(), 'bin', 'pech.js')}, 'usual')
  try {
    const answer = listBudgets(Object.assign(gate, {timezone: ports.zone.name}), name, done)
    gate.settle()
    gate.mirror()
    return answer
  } finally {
    gate.close()
  }
}

/** Writes a budget into the file, and shows it. */
export function runBudgetSet(ports: Composition, fields: BudgetFields): Answer<BudgetList> {
  setBudget(ports.paths.budgets, fields)
  return runBudgetList(ports, fields.name, {what: 'set', name: fields.name})
}

/** Removes a budget from the file, and shows what is left. */
export function runBudgetRemove(ports: Composition, name: string): Answer<BudgetList> {
  if (!removeBudget(ports.paths.budgets, name)) return runBudgetList(ports, name)
  return runBudgetList(ports, undefined, {what: 'removed', name})
}
