import {expect, test} from 'vitest'
import {burnRate} from '../../../src/core/burn/burn-rate.ts'
import {checkAnomaly, checkBudget, checkBurn, checkProjection} from '../../../src/core/health/check-money.ts'

const DIME = 100_000_000_000n
const budget = (name: string, spent: bigint, limit: bigint, verdict: 'OK' | 'WARN' | 'HARD_STOP' = 'OK') => {
  return {name, label: `budget "${name}"`, spentPicodollars: spent, limitPicodollars: limit, verdict}
}
const burn = (...bucketsUsd: readonly number[]) => burnRate({bucketsUsd, elapsedShare: 1, partial: 'scale'})

test('five sessions of $0.10 against a budget of $0.20 fail', () => {
  expect(checkBudget([budget('day', 5n * DIME, 2n * DIME)])).toMatchObject({
    status: 'fail',
    finding: {code: 'BUDGET_OVER', name: 'day', label: 'budget "day"', others: 0},
  })
})

test('the budget that is used most is named, and how many others there are', () => {
  const over = [budget('b', 3n, 2n), budget('a', 3n, 2n), budget('c', 30n, 2n), budget('d', 1n, 2n, 'HARD_STOP')]
  expect(checkBudget(over).finding).toMatchObject({name: 'c', others: 3})
  expect(checkBudget(over.slice(0, 2).toReversed()).finding).toMatchObject({name: 'a', others: 1})
  expect(checkBudget(over.slice(0, 2)).finding).toMatchObject({name: 'a', others: 1})
  expect(checkBudget([budget('b', 3n, 4n, 'WARN'), budget('a', 1n, 9n)])).toMatchObject({
    status: 'warn',
    finding: {code: 'BUDGET_NEAR', name: 'b', others: 0},
  })
})

test('budgets that are not reached pass, and so does having none', () => {
  expect(checkBudget([budget('a', 1n, 9n)])).toMatchObject({
    status: 'pass',
    finding: {code: 'BUDGET_WITHIN', budgets: 1},
  })
  expect(checkBudget([])).toMatchObject({status: 'pass', finding: {code: 'BUDGET_NONE'}})
})

test('a budgets file that is not understood leaves the check unknown, unless a budget of it is reached', () => {
  expect(checkBudget([budget('a', 1n, 9n)], 'budgets.yaml')).toMatchObject({
    status: 'unknown',
    finding: {code: 'BUDGET_UNREADABLE', file: 'budgets.yaml'},
  })
  expect(checkBudget([budget('a', 9n, 9n)], 'budgets.yaml').status).toBe('fail')
})

test('a burn of 10 against 4, 6 and 2 is +150 %, more than twice as fast', () => {
  const check = checkBurn(burn(4, 6, 2, 10), 100, 0)
  expect(check).toMatchObject({
    status: 'fail',
    finding: {code: 'BURN_FASTER', latestUsd: 10, priorMeanUsd: 4, pct: 150},
  })
  expect(checkBurn(burn(4, 6, 2, 10), 150, 0).status).toBe('pass')
  expect(checkBurn(burn(4, 6, 2, 10), 100, 6.5).status).toBe('pass')
})

test('without a pace before there is none to compare with', () => {
  expect(checkBurn(burn(5), 100, 0)).toMatchObject({status: 'unknown', finding: {code: 'BURN_TOO_SHORT'}})
  expect(checkBurn(burn(0, 0, 5), 100, 0)).toMatchObject({status: 'unknown', finding: {code: 'BURN_FROM_ZERO'}})
  expect(checkBurn(burn(0, 0, 0), 100, 0).status).toBe('pass')
})

test('spikes fail from the number on that is asked for, the dearest is named', () => {
  const spikes = [
    {name: 'session a', usd: 5, expectedUsd: 1},
    {name: 'session b', usd: 50, expectedUsd: 1},
  ]
  expect(checkAnomaly({checked: 9, spikes}, 2)).toMatchObject({status: 'fail', finding: {name: 'session b', spikes: 2}})
  expect(checkAnomaly({checked: 9, spikes}, 3)).toMatchObject({
    status: 'warn',
    finding: {code: 'ANOMALY_FEW', spikes: 2},
  })
  expect(checkAnomaly({checked: 9, spikes: []}, 1)).toMatchObject({status: 'pass', finding: {code: 'ANOMALY_NONE'}})
  expect(checkAnomaly({checked: 0, spikes: []}, 1)).toMatchObject({
    status: 'unknown',
    finding: {code: 'ANOMALY_TOO_FEW'},
  })
})

test('a budget that runs out soon, and before its window ends, fails', () => {
  const month = {name: 'month', label: 'budget "month" this month', days: 5, windowDaysLeft: 10}
  expect(checkProjection([{name: 'all', label: 'all', days: 9, windowDaysLeft: null}, month], 14)).toMatchObject({
    status: 'fail',
    finding: {code: 'PROJECTION_NEAR', name: 'month', label: 'budget "month" this month', days: 5, others: 1},
  })
  expect(checkProjection([{...month, days: 11}], 14).status).toBe('pass')
  expect(checkProjection([{...month, days: 14, windowDaysLeft: null}], 14).status).toBe('pass')
  expect(checkProjection([{...month, days: null}], 14)).toMatchObject({
    status: 'pass',
    finding: {code: 'PROJECTION_FAR'},
  })
  expect(checkProjection([], 14)).toMatchObject({status: 'pass', finding: {code: 'PROJECTION_NO_BUDGET'}})
  expect(checkProjection(null, 14)).toMatchObject({status: 'unknown', finding: {code: 'PROJECTION_NO_FORECAST'}})
})
