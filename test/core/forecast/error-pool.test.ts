import fc from 'fast-check'
import {expect, test} from 'vitest'
import {insertError, poolErrors, type OwnErrors} from '../../../src/core/forecast/error-pool.ts'
import {ascending} from '../../../src/core/stats/ascending.ts'
import {weightedQuantile} from '../../../src/core/stats/weighted-quantile.ts'

const amount = fc.integer({min: -50, max: 50})

test('the pool’s quantiles are the weighted quantiles of own and borrowed errors together', () => {
  const cases = fc.record({
    own: fc.array(fc.tuple(amount, fc.integer({min: 1, max: 9})), {maxLength: 20}),
    borrowed: fc.array(amount, {minLength: 1, maxLength: 20}),
    level: fc.double({min: 0, max: 1, noNaN: true}),
  })
  fc.assert(
    fc.property(cases, ({own, borrowed, level}) => {
      const sorted: OwnErrors = {errors: [], weights: []}
      for (const [error, weight] of own) insertError(sorted, error, weight, 0)
      const pool = poolErrors(sorted, 0.5, ascending(borrowed), 0.2)
      const values = [...sorted.errors, ...borrowed]
      const weights = [...sorted.weights.map((weight) => weight * 0.5), ...borrowed.map(() => 0.2)]
      expect(pool.errorAt(level)).toBeCloseTo(weightedQuantile(values, weights, level), 9)
    }),
  )
})

test('the level of an error is where the pool reads that error', () => {
  const pool = poolErrors({errors: [-2, 1], weights: [1, 1]}, 1, [0, 4], 1)
  expect(pool.levelOf(pool.errorAt(0.4))).toBeCloseTo(0.4, 12)
})

test('own errors stay sorted, each with its own weight', () => {
  const own: OwnErrors = {errors: [], weights: []}
  for (const [error, weight] of [
    [3, 30],
    [1, 10],
    [2, 20],
    [1, 11],
  ] as const)
    insertError(own, error, weight, 0)
  expect(own).toEqual({errors: [1, 1, 2, 3], weights: [10, 11, 20, 30]})
})

test('errors that differ by rounding alone are equal, and the newest of them comes last', () => {
  const own: OwnErrors = {errors: [], weights: []}
  for (const [error, weight] of [
    [2, 1],
    [2 - 1e-15, 2],
    [2 + 1e-15, 3],
    [2 - 1e-6, 4],
    [2 + 1e-6, 5],
  ] as const)
    insertError(own, error, weight, 1e-12)
  expect(own).toEqual({errors: [2 - 1e-6, 2, 2, 2, 2 + 1e-6], weights: [4, 1, 2, 3, 5]})
})
