import {expect, test} from 'vitest'
import {type Digest, makeDigest, usedShare} from '../../../src/core/digest/digest.ts'
import {digestFacts} from './digest-facts.ts'

const digest = (facts: Partial<Parameters<typeof makeDigest>[0]> = {}): Digest => makeDigest({...digestFacts, ...facts})
const bill = (estimated: bigint, billed: bigint) => {
  return {period: digestFacts.month.period, estimatedPicodollars: estimated, billedPicodollars: billed}
}

test('the dearest arm, the fullest budget and the dearest anomaly come first', () => {
  const {month, budgets, anomalies} = digest()
  expect(month.arms.map(({arm}) => arm)).toEqual(['client-x', 'a', 'home'])
  expect(budgets.map(({name}) => name)).toEqual(['nothing', 'client-x', 'team', 'same'])
  expect(anomalies.map(({usd}) => usd)).toEqual([40, 9])
})

test('arms of the same cost stand in order of their names', () => {
  const arms = ['b', 'a', 'c'].map((arm) => ({arm, costPicodollars: 1n}))
  expect(digest({month: {...digestFacts.month, arms}}).month.arms.map(({arm}) => arm)).toEqual(['a', 'b', 'c'])
})

test('budgets that are used alike keep their order', () => {
  const budgets = ['b', 'a'].map((name) => ({name, spentPicodollars: 1n, limitPicodollars: 2n, state: 'ok' as const}))
  expect(digest({budgets}).budgets.map(({name}) => name)).toEqual(['b', 'a'])
})

test('a drift of more than 20 % between estimate and bill is large, either way', () => {
  expect(digest({reconciled: bill(100n, 120n)})).toMatchObject({driftPct: 20, driftIsLarge: false})
  expect(digest({reconciled: bill(100n, 121n)})).toMatchObject({driftPct: 21, driftIsLarge: true})
  expect(digest({reconciled: bill(100n, 70n)})).toMatchObject({driftPct: -30, driftIsLarge: true})
  expect(digest({reconciled: bill(0n, 70n)})).toMatchObject({driftPct: null, driftIsLarge: false})
  expect(digest({reconciled: null}).driftPct).toBeNull()
})

test('the cost per merged change is cut to a whole picodollar, and none without changes', () => {
  expect(digest({mergedChanges: {count: 3, costPicodollars: 10n}}).perChangePicodollars).toBe(3n)
  expect(digest({mergedChanges: {count: 0, costPicodollars: 10n}}).perChangePicodollars).toBeNull()
  expect(digest({mergedChanges: null}).perChangePicodollars).toBeNull()
})

test('a budget of nothing is used infinitely by anything', () => {
  const budget = (spent: bigint, limit: bigint) => {
    return usedShare({name: 'x', spentPicodollars: spent, limitPicodollars: limit, state: 'ok'})
  }
  expect(budget(1n, 2n)).toBe(0.5)
  expect(budget(1n, 0n)).toBe(Infinity)
  expect(budget(0n, 0n)).toBe(0)
})
