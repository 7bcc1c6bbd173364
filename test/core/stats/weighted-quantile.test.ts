import fc from 'fast-check'
import {expect, test} from 'vitest'
import {weightedQuantile} from '../../../src/core/stats/weighted-quantile.ts'

test('a heavy value takes most of the levels', () => {
  // Positions: 1 at .05, 2 at .5, 3 at .95.
  expect(weightedQuantile([3, 2, 1], [1, 8, 1], 0.5)).toBe(2)
  expect(weightedQuantile([3, 2, 1], [1, 8, 1], 0.275)).toBeCloseTo(1.5, 12)
  expect(weightedQuantile([3, 2, 1], [1, 8, 1], 0.99)).toBe(3)
})

test('multiplying all weights changes nothing', () => {
  const values = fc.array(fc.tuple(fc.double({min: -9, max: 9, noNaN: true}), fc.integer({min: 1, max: 9})), {
    minLength: 1,
  })
  fc.assert(
    fc.property(values, fc.double({min: 0, max: 1, noNaN: true}), (items, level) => {
      const read = (factor: number) =>
        weightedQuantile(
          items.map(([value]) => value),
          items.map(([, weight]) => weight * factor),
          level,
        )
      expect(read(7)).toBeCloseTo(read(1), 9)
    }),
  )
})

test('weights that do not belong to the values are refused', () => {
  expect(() => weightedQuantile([1, 2], [1], 0.5)).toThrow(RangeError)
  expect(() => weightedQuantile([1], [0], 0.5)).toThrow(RangeError)
})
