import {expect, test} from 'vitest'
import {mean} from '../../../src/core/stats/mean.ts'

test('the mean of 2, 4 and 9 is 5', () => {
  expect(mean([2, 4, 9])).toBe(5)
})

test('no values have no mean', () => {
  expect(() => mean([])).toThrow(RangeError)
})
