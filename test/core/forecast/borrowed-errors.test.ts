import {expect, test} from 'vitest'
import {BORROWED_COUNT, borrowedErrors, MEASURED_HORIZONS_DAYS} from '../../../src/core/forecast/borrowed-errors.ts'
import {ascending} from '../../../src/core/stats/ascending.ts'

test('each horizon has 200 errors, smallest first', () => {
  for (const days of [...MEASURED_HORIZONS_DAYS, 4, 25, 90]) {
    const errors = borrowedErrors(days)
    expect(errors).toHaveLength(BORROWED_COUNT)
    expect(errors).toEqual(ascending(errors))
  }
})

test('the ends of the table hold beyond its levels', () => {
  const errors = borrowedErrors(7)
  expect(errors[0]).toBeCloseTo(-1.277, 12)
  expect(errors.at(-1)).toBeCloseTo(26.545, 12)
})

test('between two columns the errors lie between them, and beyond 30 days the last column holds', () => {
  const [five, six, seven] = [borrowedErrors(5), borrowedErrors(6), borrowedErrors(7)]
  expect(six[199]).toBeLessThan(five[199] ?? 0)
  expect(six[199]).toBeGreaterThan(seven[199] ?? 0)
  expect(borrowedErrors(365)).toEqual(borrowedErrors(30))
})
