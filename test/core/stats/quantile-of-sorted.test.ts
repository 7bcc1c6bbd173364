import {expect, test} from 'vitest'
import {quantileOfSorted} from '../../../src/core/stats/quantile-of-sorted.ts'

test('a type-7 quantile lies at (n − 1)·level', () => {
  expect(quantileOfSorted([1, 2, 3, 4], 0.4)).toBeCloseTo(2.2, 14)
  expect(quantileOfSorted([1, 2, 3, 4], 0)).toBe(1)
  expect(quantileOfSorted([1, 2, 3, 4], 1)).toBe(4)
})

test('only the counted part of a buffer matters', () => {
  expect(quantileOfSorted(Float64Array.of(1, 3, 99, 99), 0.5, 2)).toBe(2)
})

test('one value is every quantile', () => {
  expect(quantileOfSorted([5], 0.975)).toBe(5)
})

test.each([
  [[], 0.5],
  [[1], 1.1],
  [[1], -0.1],
  [[1], Number.NaN],
])('quantile of %j at %d is refused', (values, level) => {
  expect(() => quantileOfSorted(values, level)).toThrow(RangeError)
})
