import {expect, test} from 'vitest'
import {invalidCost} from '../../../src/core/anomaly/verdict.ts'

test.each([
  [0, null],
  [1e12, null],
  [1.1e12, 'too-large'],
  [-0.001, 'negative'],
  [Number.NaN, 'not-finite'],
  [Number.POSITIVE_INFINITY, 'not-finite'],
])('%d as a cost: %s', (usd, reason) => {
  expect(invalidCost(usd)).toBe(reason)
})
