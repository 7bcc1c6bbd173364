import {expect, test} from 'vitest'
import {judge} from '../../src/core/budget/verdict.ts'
import {verdictReason} from '../../src/render/plain-gate.ts'
import {verdictOf} from './judged.ts'

const reason = (...given: Parameters<typeof verdictOf>) => verdictReason(verdictOf(...given), 1, '~/budgets.yaml')

test('a stop spells out the arithmetic, with the grace above and below the limit', () => {
  const client = (grace: string) =>
    `{budgets: [{match: {arm: client-x}, limit_usd: 200, on_breach: hard_stop${grace}}]}`
  const way = 'raise limit_usd in ~/budgets.yaml to go on'
  expect(reason(client(', grace_pct: 110'), 22140)).toBe(
    `arm "client-x" spent $221.40 of $200.00 (+10 % grace = $220.00) this month; ${way}`,
  )
  expect(reason(client(''), 20000)).toBe(`arm "client-x" spent $200.00 of $200.00 this month; ${way}`)
  expect(reason(client(', grace_pct: 97.5'), 19500)).toBe(
    `arm "client-x" spent $195.00 of $200.00 (stop at 97.5 % = $195.00) this month; ${way}`,
  )
})

test('the way on names the field that the file has', () => {
  const cap = '{budgets: [{arm: a, monthly_usd_cap: 10, action_on_breach: hard_stop, grace_pct: 100}]}'
  expect(reason(cap, 1000)).toContain('; raise monthly_usd_cap in ~/budgets.yaml to go on')
})

test('calls without a price decide where they must, and say so', () => {
  const text = '{budgets: [{name: all, limit_usd: 1, on_unpriced: hard_stop}]}'
  expect(reason(text, 50, {unpriced: 1})).toBe(
    'budget "all" has 1 call without a price this month, beside $0.50 of $1.00; ' +
      'add a price to config.yaml, or set on_unpriced of "all" in ~/budgets.yaml to warn, to go on',
  )
})

test('without a breach it says what was looked at; before the first full ingest, that nothing is stopped', () => {
  expect(verdictReason(judge([], false), 0, '')).toBe('no budgets are set')
  expect(verdictReason(judge([], false), 2, '')).toBe('none of 2 budgets counts here')
  expect(reason('{budgets: [{limit_usd: 1}]}', 1)).toBe('the budget is within its limit')
  expect(verdictReason(judge([], true), 0, '')).toMatch(/so nothing is stopped\)$/)
})

test('a name from outside obeys nobody', () => {
  const text = '{budgets: [{each: branch, limit_usd: 1, on_breach: hard_stop}]}'
  expect(reason(text, 100, {key: 'a\u001b[2J\nb'})).toMatch(/^branch "a\\x1b\[2J\\nb" spent /)
})
