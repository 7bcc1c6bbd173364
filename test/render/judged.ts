import {judge, judgeRule, type JudgedRule, type Judgement} from '../../src/core/budget/verdict.ts'
import {budgetsOf} from '../core/budget/documents.ts'

const CENT = 10_000_000_000n

/** The only budget of a file, with so many cents spent of it. */
export function judgedOf(text: string, cents: number, more: {key?: string; unpriced?: number} = {}): JudgedRule {
  const [rule] = budgetsOf(text).budgets.rules
  if (rule === undefined) throw new Error(`no budget: ${text}`)
  const spent = {picodollars: BigInt(cents) * CENT, unpricedCalls: more.unpriced ?? 0}
  return judgeRule(rule, {key: more.key ?? '', window: '2026-11', resetsAtMs: Date.UTC(2026, 11, 1)}, spent)
}

/** The verdict on that one. */
export function verdictOf(...given: Parameters<typeof judgedOf>): Judgement {
  return judge([judgedOf(...given)], false)
}
