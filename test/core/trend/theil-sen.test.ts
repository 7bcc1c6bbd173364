import fc from 'fast-check'
import {expect, test} from 'vitest'
import {theilSen} from '../../../src/core/trend/theil-sen.ts'

// Slopes and intercepts: scipy.stats.theilslopes(y, range(n), method='joint') of SciPy 1.17.1.
test.each([
  [[10, 12, 11, 15, 14, 18, 17], 1.5, 10],
  [[5, 5, 5, 5, 60, 5], 0, 5],
  [[3, 1], -2, 3],
  [[100, 90, 95, 80, 70, 75, 60, 50], -6.666666666666667, 100],
])('the line through %j is that of SciPy', (values, slope, intercept) => {
  const line = theilSen(values, 0.9)
  expect(line?.slope).toBeCloseTo(slope, 12)
  expect(line?.intercept).toBeCloseTo(intercept, 12)
})

test('a straight line is found exactly, with a band of no width', () => {
  expect(theilSen([1, 3, 5, 7, 9], 0.9)).toEqual({slope: 2, intercept: 1, band: {level: 0.9, low: 2, high: 2}})
})

test('below two values there is no line, below five no band of 90 %', () => {
  expect(theilSen([], 0.9)).toBeNull()
  expect(theilSen([7], 0.9)).toBeNull()
  expect(theilSen([1, 2, 3, 4], 0.9)?.band).toBeNull()
  expect(theilSen([1, 2, 3, 4], 0.8)?.band).not.toBeNull()
})

test('one wild value in seven does not move the slope far', () => {
  expect(theilSen([1, 2, 3, 4000, 5, 6, 7], 0.9)?.slope).toBe(1)
})

test('the slope lies in its band, turns with its values and ignores their level', () => {
  const values = fc.array(fc.integer({min: 0, max: 1000}), {minLength: 2, maxLength: 20})
  fc.assert(
    fc.property(values, (all) => {
      const line = theilSen(all, 0.9)
      const {slope = NaN, band = null} = line ?? {}
      if (band !== null) expect(band.low <= slope && slope <= band.high).toBe(true)
      expect(
        theilSen(
          all.map((value) => -value),
          0.9,
        )?.slope,
      ).toBeCloseTo(-slope, 9)
      expect(
        theilSen(
          all.map((value) => value + 500),
          0.9,
        )?.slope,
      ).toBeCloseTo(slope, 9)
    }),
  )
})

test('without a trend nine in ten bands hold a slope of 0', () => {
  let held = 0
  let seed = 1
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  for (let run = 0; run < 2000; run++) {
    const band = theilSen(Array.from({length: 12}, random), 0.9)?.band
    if (band && band.low <= 0 && band.high >= 0) held++
  }
  expect(held / 2000).toBeGreaterThan(0.88)
  expect(held / 2000).toBeLessThan(0.93)
})
