import {expect, test} from 'vitest'
import {formatUsd} from '../../src/render/forecast-words.ts'
import {formatShare} from '../../src/render/share.ts'

test.each([
  [null, '-'],
  [0, '0%'],
  [0.0004, '<0.1%'],
  [0.042, '4.2%'],
  [0.0996, '10%'],
  [0.734, '73%'],
  [0.9999, '99%'],
  [1, '100%'],
])('a share of %s is shown as %s', (share, shown) => {
  expect(formatShare(share)).toBe(shown)
})

test.each([
  [0, '$0.00'],
  [0.004, '<$0.01'],
  [-0.004, '-<$0.01'],
  [999.994, '$999.99'],
  [2041.333, '$2,041.33'],
  [-1_234_567.8, '-$1,234,567.80'],
])('%s dollars of a forecast are %s: cents at any size', (usd, shown) => {
  expect(formatUsd(usd)).toBe(shown)
})
