import fc from 'fast-check'
import {expect, test} from 'vitest'
import {splitEqually} from '../../../src/core/money/apportion.ts'
import {COST_CLASSES} from '../../../src/core/rates/rate.ts'
import {equalCostShare, equalShare} from '../../../src/core/report/equal-share.ts'

const amount = fc.bigInt({min: 0n, max: 10n ** 20n})
const parts = fc.integer({min: 1, max: 9})

test('equal shares are those of the largest remainder', () => {
  fc.assert(
    fc.property(amount, parts, (total, count) => {
      const shares = Array.from({length: count}, (_, index) => equalShare(total, index, count))
      expect(shares).toEqual(splitEqually(total, count))
    }),
  )
})

test('shares of a cost add up to it by class, and each to its share of the total', () => {
  const cost = fc.record({
    input: amount,
    output: amount,
    cacheRead: amount,
    cacheWrite5m: amount,
    cacheWrite1h: amount,
    webSearch: amount,
  })
  fc.assert(
    fc.property(cost, parts, (whole, count) => {
      const shares = Array.from({length: count}, (_, index) => equalCostShare(whole, index, count))
      const sum = (one: typeof whole) => COST_CLASSES.reduce((total, name) => total + one[name], 0n)
      for (const name of COST_CLASSES)
        expect(shares.reduce((total, share) => total + share[name], 0n)).toBe(whole[name])
      shares.forEach((share, index) => expect(sum(share)).toBe(equalShare(sum(whole), index, count)))
      for (const share of shares) for (const name of COST_CLASSES) expect(share[name]).toBeGreaterThanOrEqual(0n)
    }),
  )
})
