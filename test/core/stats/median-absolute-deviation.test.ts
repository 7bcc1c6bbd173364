import {expect, test} from 'vitest'
import {medianAbsoluteDeviation} from '../../../src/core/stats/median-absolute-deviation.ts'

test('one outlier leaves the median deviation as it is', () => {
  expect(medianAbsoluteDeviation([1, 1.2, 0.9, 1.1, 1, 50])).toBeCloseTo(0.1, 14)
})
