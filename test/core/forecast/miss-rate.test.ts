import fc from 'fast-check'
import {expect, test} from 'vitest'
import {adaptRate, FREQUENT_ANCHOR, missRate, RARE_ANCHOR} from '../../../src/core/forecast/miss-rate.ts'

test('a miss makes the next band wider, a hit a little narrower', () => {
  expect(adaptRate(0.05, true, RARE_ANCHOR)).toBeCloseTo(0.0405, 12)
  expect(adaptRate(0.05, false, RARE_ANCHOR)).toBeCloseTo(0.0505, 12)
})

test('the rate stays within bounds, whatever happens', () => {
  expect(adaptRate(0.02, true, RARE_ANCHOR)).toBe(0.02)
  expect(adaptRate(0.1, false, RARE_ANCHOR)).toBe(0.1)
  expect(adaptRate(0.35, false, FREQUENT_ANCHOR)).toBe(0.35)
})

test('at the two measured levels the adapted rates are taken as they are', () => {
  expect(missRate(0.05, {rare: 0.03, frequent: 0.3})).toBeCloseTo(0.03, 14)
  expect(missRate(0.2, {rare: 0.03, frequent: 0.3})).toBeCloseTo(0.3, 14)
})

test('a wider level never gets a larger share of misses', () => {
  const share = fc.double({min: 0.0001, max: 0.9999, noNaN: true})
  const rates = fc.record({
    rare: fc.double({min: 0.02, max: 0.1, noNaN: true}),
    frequent: fc.double({min: 0.1, max: 0.35, noNaN: true}),
  })
  fc.assert(
    fc.property(share, share, rates, (one, other, adapted) => {
      const [wide, narrow] = [Math.min(one, other), Math.max(one, other)]
      expect(missRate(wide, adapted)).toBeLessThanOrEqual(missRate(narrow, adapted) + 1e-12)
      expect(missRate(narrow, adapted)).toBeLessThanOrEqual(1)
    }),
  )
})
