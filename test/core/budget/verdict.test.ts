import {expect, test} from 'vitest'
import {judge, judgeRule, type Spent} from '../../../src/core/budget/verdict.ts'
import {budgetsOf} from './documents.ts'

const USD = 1_000_000_000_000n
const PLACE = {key: '', window: '2026-11', resetsAtMs: null}

function judged(rule: string, dollars: number, unpricedCalls = 0) {
  const [first] = budgetsOf(`{budgets: [${rule}]}`).budgets.rules
  if (first === undefined) throw new Error(rule)
  const spent: Spent = {picodollars: (BigInt(Math.round(dollars * 100)) * USD) / 100n, unpricedCalls}
  return judgeRule(first, PLACE, spent)
}

const HARD = '{limit_usd: 200, grace_pct: 110, on_breach: hard_stop}'

test('a hard stop begins where limit and grace are used up', () => {
  expect([199.99, 200, 219.99, 220, 221.4].map((usd) => judged(HARD, usd).verdict)).toEqual([
    'OK',
    'WARN',
    'WARN',
    'HARD_STOP',
    'HARD_STOP',
  ])
})

test('without hard_stop a breach is a warning, whatever was spent', () => {
  expect(judged('{limit_usd: 1}', 999)).toMatchObject({verdict: 'WARN', ratio: 999, level: 100, byUnpriced: false})
})

test('the seeds’ case: $250 of a cap of $10 without grace stops', () => {
  expect(
    judged('{arm: fixture-hot, monthly_usd_cap: 10, action_on_breach: hard_stop, grace_pct: 100}', 250).verdict,
  ).toBe('HARD_STOP')
})

test('a cap of $1 with $5 spent, and one of $10 with $50, stop', () => {
  expect(judged('{arm: a, monthly_usd_cap: 1, action_on_breach: hard_stop}', 5).verdict).toBe('HARD_STOP')
  expect(judged('{arm: a, monthly_usd_cap: 10, action_on_breach: hard_stop, grace_pct: 100}', 50).verdict).toBe(
    'HARD_STOP',
  )
})

test('calls without a price are at least a warning, and a stop where the file says so', () => {
  expect(judged('{limit_usd: 1}', 0, 1)).toMatchObject({verdict: 'WARN', byUnpriced: true})
  expect(judged('{limit_usd: 1, on_unpriced: hard_stop}', 0, 1)).toMatchObject({verdict: 'HARD_STOP', byUnpriced: true})
  expect(judged('{limit_usd: 1}', 2, 1)).toMatchObject({verdict: 'WARN', byUnpriced: false})
})

test('the worst budget decides, of two alike the fuller one', () => {
  const rules = [judged('{limit_usd: 1}', 2), judged(HARD, 300), judged(HARD, 100), judged('{limit_usd: 1}', 3)]
  const {verdict, decisive, rules: sorted} = judge(rules, false)
  expect([verdict, decisive?.ratio, sorted.map(({ratio}) => ratio)]).toEqual(['HARD_STOP', 1.5, [1.5, 3, 2, 0.5]])
})

test('nothing is stopped before all logs have been read', () => {
  expect(judge([judged(HARD, 300)], true)).toMatchObject({verdict: 'WARN', incomplete: true})
  expect(judge([judged(HARD, 1)], true)).toMatchObject({verdict: 'OK', decisive: null})
})

test('without budgets all is well', () => {
  expect(judge([], false)).toEqual({verdict: 'OK', decisive: null, rules: [], incomplete: false})
})
