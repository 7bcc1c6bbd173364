import {expect, test} from 'vitest'
import {median} from '../../../src/core/stats/median.ts'

test('the median of an even count is the mean of the two in the middle', () => {
  expect(median([50, 1, 1.2, 0.9, 1.1, 1])).toBeCloseTo(1.05, 14)
})
