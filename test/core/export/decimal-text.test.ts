import {expect, test} from 'vitest'
import {ratioText, secondsText, usdText} from '../../../src/core/export/decimal-text.ts'

test('dollars keep all their digits and no others', () => {
  expect(usdText(0n)).toBe('0')
  expect(usdText(1n)).toBe('0.000000000001')
  expect(usdText(12_500_000_000_000n)).toBe('12.5')
  expect(usdText(100_000_000_000_000n)).toBe('100')
})

test('seconds keep milliseconds, ratios six decimals', () => {
  expect(secondsText(1_793_523_600_500)).toBe('1793523600.5')
  expect(secondsText(0)).toBe('0')
  expect(ratioText(1n, 3n)).toBe('0.333333')
  expect(ratioText(3n, 3n)).toBe('1')
})
