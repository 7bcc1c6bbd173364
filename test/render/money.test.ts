import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseUsd} from '../../src/core/money/picodollars.ts'
import {exactUsd, formatMoney, formatMoneyChange} from '../../src/render/money.ts'

const money = fc.bigInt({min: -(10n ** 18n), max: 10n ** 18n})

test('money is shown in cents with separators of thousands', () => {
  expect(formatMoney(1_234_560_000_000_000n)).toBe('$1,234.56')
  expect(formatMoney(-1_200_000_000_000n)).toBe('-$1.20')
  expect(formatMoney(0n)).toBe('$0.00')
  expect(formatMoney(5_000_000_000n)).toBe('$0.01')
})

test('below half a cent two significant digits are shown', () => {
  expect(formatMoney(3_200_000_000n)).toBe('$0.0032')
  expect(formatMoney(32_000n)).toBe('$0.000000032')
  expect(formatMoney(996_000_000n)).toBe('$0.0010')
  expect(formatMoney(4_999_999_999n)).toBe('$0.0050')
  expect(formatMoney(1n)).toBe('$0.000000000001')
  expect(formatMoney(99n)).toBe('$0.000000000099')
  expect(formatMoney(-1n)).toBe('-$0.000000000001')
})

test('an amount that is not zero never looks like zero', () => {
  fc.assert(
    fc.property(fc.oneof(money, fc.bigInt({min: -(10n ** 11n), max: 10n ** 11n})), (amount) => {
      expect(/[1-9]/.test(formatMoney(amount))).toBe(amount !== 0n)
      expect(formatMoney(amount).startsWith('-')).toBe(amount < 0n)
    }),
  )
})

test('money that is shown is off by half a cent at most', () => {
  fc.assert(
    fc.property(money, (amount) => {
      const shown = parseUsd(formatMoney(amount).replaceAll(/[$,]/g, '')) ?? 10n ** 30n
      const error = shown > amount ? shown - amount : amount - shown
      expect(error <= 5_000_000_000n).toBe(true)
    }),
  )
})

test('exact dollars are read back to the same picodollars, with two decimals at least', () => {
  fc.assert(
    fc.property(money, (amount) => {
      expect(parseUsd(exactUsd(amount))).toBe(amount)
      expect(exactUsd(amount)).toMatch(/^-?\d+\.\d{2}(\d{0,9}[1-9])?$/)
    }),
  )
})

test('a change says its sign', () => {
  expect(formatMoneyChange(1_200_000_000_000n)).toBe('+$1.20')
  expect(formatMoneyChange(-1_200_000_000_000n)).toBe('-$1.20')
  expect(formatMoneyChange(0n)).toBe('$0.00')
})
