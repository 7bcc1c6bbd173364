import {expect, test} from 'vitest'
import {quantile} from '../../../src/core/stats/quantile.ts'

test('a quantile does not depend on the order of the values', () => {
  expect(quantile([4, 1, 3, 2], 0.9)).toBeCloseTo(3.7, 14)
})
