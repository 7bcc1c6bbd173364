import type {BudgetRule} from '../../core/budget/budget.ts'
import {sharesByRule} from '../../core/budget/match-budget.ts'
import {judge, judgeRule, type JudgedRule, type Judgement} from '../../core/budget/verdict.ts'
import {compileFilter} from '../../core/report/filter.ts'
import type {CallPlace, Gate} from '../ports/gate.ts'

/** Judges the budgets that one tool call falls under, and no others. */
export function judgeCall(gate: Gate, place: CallPlace): Judgement {
  const {rules} = gate.budgets().budgets
  if (rules.length === 0) return judge([], !gate.isComplete())
  const facts = gate.facts(place)
  const judged = sharesByRule(rules, facts).map(({rule, share}) =>
    judgeKey(gate, rules[rule]!, rule, share.key, place.session),
  )
  return judge(judged, !gate.isComplete())
}

/**
 * Judges all budgets, each key of each, in the windows that are open now; for a session's budgets, the session that was
 * active last.
 *
 * @param arm - Leaves out budgets that this arm's calls never fall under.
 */
export function judgeAll(gate: Gate, arm: string | undefined): Judgement {
  const session = gate.latestSession()
  const judged = gate.budgets().budgets.rules.flatMap((rule, index) => {
    if (arm !== undefined && !mayConcern(rule, arm)) return []
    const keys =
      arm !== undefined && rule.each === 'arm' ? [arm] : rule.each === null ? [''] : gate.keys(index, session)
    return keys.map((key) => judgeKey(gate, rule, index, key, session))
  })
  return judge(judged, !gate.isComplete())
}

/** One budget for one key, judged in the window that is open now. */
export function judgeKey(gate: Gate, rule: BudgetRule, index: number, key: string, session: string | null): JudgedRule {
  const {label, toMs} = gate.window(index, session)
  return judgeRule(rule, {key, window: label, resetsAtMs: toMs}, gate.spent(index, key, session))
}

function mayConcern(rule: BudgetRule, arm: string): boolean {
  const matches = (term: {dimension: string; patterns: readonly string[]}) =>
    compileFilter({dimension: 'arm', patterns: term.patterns})(arm)
  const isLeftOut = rule.except.some((term) => term.dimension === 'arm' && matches(term))
  return (
    !isLeftOut && rule.alternatives.some((terms) => terms.every((term) => term.dimension !== 'arm' || matches(term)))
  )
}
