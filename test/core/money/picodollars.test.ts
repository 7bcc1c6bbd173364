import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseUsd, PICODOLLARS_PER_USD, toUsd} from '../../../src/core/money/picodollars.ts'

test('a dollar is 10^12 picodollars', () => {
  expect(PICODOLLARS_PER_USD).toBe(10n ** 12n)
  expect(toUsd(PICODOLLARS_PER_USD)).toBe(1)
})

test('an amount as a double is the nearest one to its decimal', () => {
  expect([0n, 1n, -1n, 3_300_000_000_000n, -500_000_000_000n].map(toUsd)).toEqual([0, 1e-12, -1e-12, 3.3, -0.5])
})

test('a decimal of dollars is read exactly', () => {
  expect(['12', '0.125', '-3.50', '0.000000000001', '007'].map(parseUsd)).toEqual([
    12n * PICODOLLARS_PER_USD,
    125_000_000_000n,
    -3_500_000_000_000n,
    1n,
    7n * PICODOLLARS_PER_USD,
  ])
})

test('what is no plain decimal, or too fine, is refused', () => {
  expect(['', '1e3', '1,000', '.5', '5.', '+1', ' 1', '0.0000000000001', 'NaN'].map(parseUsd)).toEqual(
    new Array(9).fill(null),
  )
})

test('reading what was written gives the same amount', () => {
  fc.assert(
    fc.property(fc.bigInt({min: -(10n ** 24n), max: 10n ** 24n}), (amount) => {
      const digits = String(amount < 0n ? -amount : amount).padStart(13, '0')
      expect(parseUsd(`${amount < 0n ? '-' : ''}${digits.slice(0, -12)}.${digits.slice(-12)}`)).toBe(amount)
    }),
  )
})
