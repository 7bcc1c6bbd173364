import {expect, test} from 'vitest'
import {exponentiallyWeightedMean} from '../../../src/core/stats/exponentially-weighted-mean.ts'

test('the mean starts at the first value and moves by the weight', () => {
  expect(exponentiallyWeightedMean([10, 20, 20], 0.5)).toEqual([10, 15, 17.5])
})

test('no values give no means', () => {
  expect(exponentiallyWeightedMean([], 0.5)).toEqual([])
})
