import fc from 'fast-check'
import {expect, test} from 'vitest'
import {ONE, scale, scalesExactly, wholeUnits} from '../../../src/core/rates/decimal.ts'

test('a decimal is read exactly in its smallest unit', () => {
  expect(wholeUnits('6.25', 6)).toBe(6_250_000n)
  expect(wholeUnits('0', 6)).toBe(0n)
  expect(wholeUnits('10', 9)).toBe(10_000_000_000n)
  expect(wholeUnits('0.100000000', 6)).toBe(100_000n)
})

test('a decimal that needs more places than the unit has is not exact', () => {
  expect(wholeUnits('0.0000001', 6)).toBe('not-exact')
})

test('what is no plain decimal is refused', () => {
  for (const text of [
    '',
    '-1',
    '+1',
    '1e3',
    '.5',
    '5.',
    '1,5',
    ' 1',
    '0x10',
    '1_000',
    'NaN',
    '1.2.3',
    '1.a',
    '\u0661',
    '1'.repeat(13),
  ]) {
    expect(wholeUnits(text, 6)).toBe('not-decimal')
  }
  expect(wholeUnits(`1.${'0'.repeat(40)}`, 6)).toBe(1_000_000n)
  expect(wholeUnits(`1.${'0'.repeat(41)}`, 6)).toBe('not-decimal')
})

test('every count of units comes back from its decimal', () => {
  fc.assert(
    fc.property(fc.bigInt({min: 0n, max: 10n ** 15n}), (units) => {
      const digits = String(units).padStart(7, '0')
      expect(wholeUnits(`${digits.slice(0, -6)}.${digits.slice(-6)}`, 6)).toBe(units)
    }),
  )
})

test('a tie is rounded to the even amount, everything else to the nearest', () => {
  const half = ONE / 2n
  expect([1n, 2n, 3n, 5n].map((amount) => scale(amount, half))).toEqual([0n, 1n, 2n, 2n])
  expect(scale(10n, ONE / 10n + 60_000_000n)).toBe(2n)
  expect(scale(10n, ONE / 10n + 40_000_000n)).toBe(1n)
})

test('rounding never moves an amount by more than a half, and not at all when it is exact', () => {
  fc.assert(
    fc.property(fc.bigInt({min: 0n, max: 10n ** 12n}), fc.bigInt({min: 0n, max: 5n * ONE}), (amount, multiplier) => {
      const error = 2n * (scale(amount, multiplier) * ONE - amount * multiplier)
      expect(error <= ONE && error >= -ONE).toBe(true)
      if (scalesExactly(amount, multiplier)) expect(error).toBe(0n)
    }),
  )
})
