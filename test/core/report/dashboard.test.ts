import fc from 'fast-check'
import {expect, test} from 'vitest'
import {axisStep, calendarShade} from '../../../src/core/report/dashboard.ts'

test('an axis has three to eight steps of round amounts, whatever the amount', () => {
  fc.assert(
    fc.property(fc.double({min: 1e-6, max: 1e9, noNaN: true}), (most) => {
      const steps = most / axisStep(most, 3)
      expect(steps).toBeGreaterThanOrEqual(3 - 1e-9)
      expect(steps).toBeLessThan(7.6)
      expect(['1', '2', '5']).toContain(axisStep(most, 3).toExponential(6)[0])
    }),
  )
  expect([axisStep(47, 3), axisStep(1, 3), axisStep(0, 3), axisStep(3, 3)]).toEqual([10, 0.2, 1, 1])
})

test.each([
  [15.1, 5],
  [6.1, 2],
  [3.1, 1],
  [2.9, 0.5],
])('an axis up to %d in three steps at least has steps of %d', (most, step) => {
  expect(axisStep(most, 3)).toBe(step)
})

test('a quarter of the days with spend has each shade, and days without have none', () => {
  const ascending = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]
  expect(ascending.map((amount) => calendarShade(amount, ascending))).toEqual([1, 1, 2, 2, 3, 3, 4, 4])
  expect([calendarShade(0n, ascending), calendarShade(9n, ascending), calendarShade(1n, [])]).toEqual([0, 4, 1])
})
