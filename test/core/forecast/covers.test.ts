import {expect, test} from 'vitest'
import {covers} from '../../../src/core/forecast/covers.ts'

test.each([1, 100, 1e-6])('a band covers what lies in it, ends included, in a unit of %d dollars', (unit) => {
  const band = {low: 2 * unit, point: 3 * unit, high: 5 * unit}
  expect([1.999, 2, 3, 5, 5.001].map((actual) => covers(band, actual * unit))).toEqual([false, true, true, true, false])
})

test('what rounding adds to a sum is no miss', () => {
  expect(0.1 + 0.2).toBeGreaterThan(0.3)
  expect(covers({low: 0.3, point: 0.3, high: 0.3}, 0.1 + 0.2)).toBe(true)
})

test('a band of nothing covers nothing spent, and not the smallest spend', () => {
  const nothing = {low: 0, point: 0, high: 0}
  expect(covers(nothing, 0)).toBe(true)
  expect(covers(nothing, 1e-12)).toBe(false)
})
