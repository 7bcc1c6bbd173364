import {expect, test} from 'vitest'
import {populationStandardDeviation} from '../../../src/core/stats/population-standard-deviation.ts'

test('the population deviation of 2, 4, 4, 4, 5, 5, 7, 9 is 2', () => {
  expect(populationStandardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2)
})

test('equal values have no spread at all, though thirty times 0.1 is not 3', () => {
  expect(populationStandardDeviation(new Array<number>(30).fill(0.1))).toBe(0)
})

test('no values have no deviation', () => {
  expect(() => populationStandardDeviation([])).toThrow(RangeError)
})
