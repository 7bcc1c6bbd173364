import {expect, test} from 'vitest'
import {sampleStandardDeviation} from '../../../src/core/stats/sample-standard-deviation.ts'

test('the sample deviation of 1, 2, 3, 4 is the root of 5/3', () => {
  expect(sampleStandardDeviation([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3), 14)
})

test('one value tells no spread', () => {
  expect(sampleStandardDeviation([7])).toBeNull()
})
