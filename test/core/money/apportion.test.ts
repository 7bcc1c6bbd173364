import fc from 'fast-check'
import {expect, test} from 'vitest'
import {apportion, splitEqually} from '../../../src/core/money/apportion.ts'

const amount = fc.bigInt({min: 0n, max: 10n ** 20n})
const weights = fc
  .array(fc.bigInt({min: 0n, max: 10n ** 9n}), {minLength: 1, maxLength: 9})
  .filter((all) => all.some((one) => one > 0n))

test('apportioning never creates or loses money', () => {
  fc.assert(
    fc.property(amount, weights, (total, all) => {
      expect(apportion(total, all).reduce((a, b) => a + b)).toBe(total)
    }),
  )
})

test('no share is a whole unit away from its exact proportion', () => {
  fc.assert(
    fc.property(amount, weights, (total, all) => {
      const sum = all.reduce((a, b) => a + b)
      apportion(total, all).forEach((share, index) => {
        const rest = share * sum - total * all[index]!
        expect(rest > -sum && rest < sum).toBe(true)
      })
    }),
  )
})

test('what does not divide goes to the largest remainders, and of equal ones to the first', () => {
  expect(apportion(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
  expect(apportion(10n, [1n, 6n, 1n])).toEqual([1n, 8n, 1n])
  expect(apportion(7n, [3n, 1n, 0n])).toEqual([5n, 2n, 0n])
  expect(apportion(5n, [1n, 2n, 4n])).toEqual([1n, 1n, 3n])
})

test('a negative amount or weight, or no weight at all, is a bug of the caller', () => {
  for (const [total, all] of [
    [-1n, [1n]],
    [1n, []],
    [1n, [0n, 0n]],
    [1n, [2n, -1n]],
  ] as const) {
    expect(() => apportion(total, all)).toThrow(RangeError)
  }
})

test('equal parts differ by at most one unit, the larger ones first', () => {
  fc.assert(
    fc.property(amount, fc.integer({min: 1, max: 12}), (total, parts) => {
      const shares = splitEqually(total, parts)
      expect(shares.reduce((a, b) => a + b)).toBe(total)
      expect(shares).toHaveLength(parts)
      expect(shares[0]! - shares.at(-1)!).toBeLessThanOrEqual(1n)
      expect(shares.toSorted((a, b) => (a < b ? 1 : -1))).toEqual(shares)
    }),
  )
})
