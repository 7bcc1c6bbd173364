import fc from 'fast-check'
import {expect, test} from 'vitest'
import {learnSession, type CostPattern} from '../../../src/core/learning/cost-pattern.ts'

test('five calls of 10 to 50 cents teach μ .3, σ .14142, p50 .3, p95 .5 (known figures of the pech seed)', () => {
  const pattern = learnSession(null, [0.1, 0.2, 0.3, 0.4, 0.5], 'first')
  expect(pattern).toMatchObject({observations: 5, p50Usd: 0.3, p95Usd: 0.5, lastSession: 'first'})
  expect(pattern?.muUsd).toBeCloseTo(0.3, 14)
  expect(pattern?.sigmaUsd).toBeCloseTo(0.141_421_356, 9)
})

test('a later session moves every figure by a twentieth of the way, and the calls add up', () => {
  const known: CostPattern = {observations: 100, muUsd: 1, sigmaUsd: 2, p50Usd: 3, p95Usd: 4, lastSession: 'old'}
  const pattern = learnSession(known, [2, 2, 2, 2, 2, 2], 'new')
  expect(pattern?.muUsd).toBeCloseTo(1.05, 12)
  expect(pattern?.sigmaUsd).toBeCloseTo(1.9, 12)
  expect(pattern?.p50Usd).toBeCloseTo(2.95, 12)
  expect(pattern?.p95Usd).toBeCloseTo(3.9, 12)
  expect(pattern).toMatchObject({observations: 106, lastSession: 'new'})
})

test('four calls teach nothing', () => {
  const known = learnSession(null, [1, 1, 1, 1, 1], 'old')
  expect(learnSession(known, [9, 9, 9, 9], 'new')).toBe(known)
  expect(learnSession(null, [9, 9, 9, 9], 'new')).toBeNull()
})

test('the 95th percentile of a hundred costs is the 96th of them', () => {
  const costs = Array.from({length: 100}, (_, index) => 100 - index)
  expect(learnSession(null, costs, 's')?.p95Usd).toBe(96)
})

test('sessions that are all alike leave the pattern where it is', () => {
  const costs = fc.array(fc.double({min: 0, max: 10, noNaN: true}), {minLength: 5, maxLength: 30})
  fc.assert(
    fc.property(costs, (session) => {
      const first = learnSession(null, session, 'a')
      const again = learnSession(first, session, 'b')
      expect(again?.muUsd).toBeCloseTo(first?.muUsd ?? Number.NaN, 12)
      expect(again?.p95Usd).toBeCloseTo(first?.p95Usd ?? Number.NaN, 12)
    }),
  )
})
