import type {Answer} from '../../core/answer.ts'
import {budgetLabel} from '../../core/budget/budget-label.ts'
import type {BudgetList, ListedBudget} from '../../core/budget/budget-list.ts'
import type {BudgetRule} from '../../core/budget/budget.ts'
import {reachedAtMs} from '../../core/budget/pace.ts'
import {EXIT} from '../../core/exit.ts'
import {countProblems, PechError} from '../../core/problem.ts'
import {suggest} from '../../core/suggest.ts'
import type {Gate} from '../ports/gate.ts'
import {budgetProblems} from './check-budgets.ts'
import {judgeKey} from './judge-call.ts'

/**
 * Every budget with what was spent of it, when it begins anew, and when it will be reached at the present pace.
 *
 * @param name - Only the budget of this name.
 * @throws PechError `BUDGET_UNKNOWN` when there is none.
 */
export function listBudgets(
  gate: Gate & {readonly timezone: string},
  name?: string,
  done: BudgetList['done'] = null,
): Answer<BudgetList> {
  const {budgets, findings} = gate.budgets()
  if (name !== undefined && !budgets.rules.some((rule) => isCalled(rule, name))) throw unknown(name, budgets.rules)
  const session = gate.latestSession()
  const listed = budgets.rules.flatMap((rule, index): ListedBudget[] => {
    if (name !== undefined && !isCalled(rule, name)) return []
    const keys = rule.each === null ? [''] : gate.keys(index, session)
    return keys.map((key) => {
      const judged = judgeKey(gate, rule, index, key, session)
      const {fromMs, toMs} = gate.window(index, session)
      const window = {fromMs: fromMs ?? gate.nowMs, toMs, nowMs: gate.nowMs}
      return {judged, reachedAtMs: reachedAtMs(judged.spent.picodollars, rule.limitPicodollars, window)}
    })
  })
  const report = {
    generatedAtMs: gate.nowMs,
    timezone: gate.timezone,
    done,
    budgets: listed,
    findings,
    file: gate.budgetsFile,
    problems: countProblems(budgetProblems(findings, gate.budgetsFile)),
  }
  return {report, exitCode: findings.length > 0 ? EXIT.couldNot : EXIT.ok}
}

/** Whether a budget is meant by a name: its own, or what it is called where people read of it. */
export function isCalled(rule: BudgetRule, name: string): boolean {
  return rule.name === name || (rule.each === null && budgetLabel(rule, '') === name)
}

function unknown(name: string, rules: readonly {readonly name: string}[]): PechError {
  const names = rules.map((rule) => rule.name)
  const near = suggest(name, names)
  const hint =
    near === undefined
      ? `${names.length === 0 ? 'none is set' : `there are ${names.join(', ')}`}; see \`pech budget list\``
      : `did you mean ${JSON.stringify(near)}?`
  return new PechError('BUDGET_UNKNOWN', `no budget is named ${JSON.stringify(name)}`, hint)
}
