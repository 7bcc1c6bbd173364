import fc from 'fast-check'
import {expect, test} from 'vitest'
import {DEFAULT_FORECAST_OPTIONS} from '../../../src/core/forecast/create-forecaster.ts'
import type {DailySeries} from '../../../src/core/forecast/daily-series.ts'
import {forecastSum, forecastSums, type ForecastBand} from '../../../src/core/forecast/forecast-sum.ts'
import {FORECAST_METHODS, type ForecastMethod} from '../../../src/core/forecast/forecaster.ts'
import {lumpySeries, spendSeries} from './made-series.ts'

const horizonDays = fc.integer({min: 1, max: 120})
const level = fc.constantFrom(0.5, 0.8, 0.86, 0.9, 0.95, 0.99)
const method = fc.constantFrom(...FORECAST_METHODS)
const runs = {numRuns: 60}

function band(series: DailySeries, days: number, changes: Partial<typeof DEFAULT_FORECAST_OPTIONS> = {}): ForecastBand {
  const outcome = forecastSum(series, days, {...DEFAULT_FORECAST_OPTIONS, ...changes})
  if (outcome.kind === 'none') throw new Error(outcome.reason)
  return outcome
}

/** Room for rounding, in proportion to the sizes at hand. */
const room = (size: number) => 1e-9 * Math.max(1, Math.abs(size))

test('a band holds its point, starts at 0 at least, and is finite', () => {
  fc.assert(
    fc.property(spendSeries, horizonDays, level, method, (series, days, wanted, name) => {
      const {point, low, high} = band(series, days, {level: wanted, method: name})
      expect(low).toBeGreaterThanOrEqual(0)
      expect(point).toBeGreaterThanOrEqual(low)
      expect(high).toBeGreaterThanOrEqual(point)
      expect(Number.isFinite(high)).toBe(true)
    }),
    runs,
  )
})

/** How far the figures in another unit of money, read back in dollars, are from the plain ones, in shares of `high`. */
function otherUnit(series: DailySeries, days: number, name: ForecastMethod, factor: number) {
  const scaled = {...series, values: series.values.map((usd) => usd * factor)}
  const [dollars, cents] = [band(series, days, {method: name}), band(scaled, days, {method: name})]
  const gaps = (['point', 'low', 'high'] as const).map((end) => Math.abs(cents[end] / factor - dollars[end]))
  return {gap: Math.max(...gaps) / Math.max(1e-6, dollars.high), observed: [cents.observed, dollars.observed]}
}

test('counting in cents instead of dollars multiplies every figure by 100', () => {
  fc.assert(
    fc.property(spendSeries, horizonDays, method, fc.constantFrom(100, 1e-6), (series, days, name, factor) => {
      const {gap, observed} = otherUnit(series, days, name, factor)
      expect(gap).toBeLessThanOrEqual(1e-7)
      expect(observed[0]).toEqual(observed[1])
    }),
    runs,
  )
})

/** Ten cents each so many days, so errors are equal but for rounding, while their weights are not. */
const every = (step: number, days: number) => Array.from({length: days}, (_, day) => (day % step === 0 ? 0.1 : 0))

test.each([
  ['naive', 9, 44, 2],
  ['burn', 9, 44, 2],
  // the next day may cost nothing: there the band asks at which level an error stands that equals many others
  ['naive', 7, 120, 1],
] as const)(
  'rounding does not decide between equal errors: %s, each %d days, for %d days',
  (name, step, days, ahead) => {
    expect(otherUnit({firstDay: '2026-01-05', values: every(step, days)}, ahead, name, 100).gap).toBeLessThanOrEqual(
      1e-7,
    )
  },
)

test('a wider level reaches at least as far on both sides', () => {
  fc.assert(
    fc.property(spendSeries, horizonDays, level, level, method, (series, days, one, other, name) => {
      const wide = band(series, days, {level: Math.max(one, other), method: name})
      const narrow = band(series, days, {level: Math.min(one, other), method: name})
      expect(wide.low).toBeLessThanOrEqual(narrow.low + room(narrow.low))
      expect(wide.high).toBeGreaterThanOrEqual(narrow.high - room(narrow.high))
    }),
    runs,
  )
})

test('more days ahead never make the band of the total narrower', () => {
  fc.assert(
    fc.property(spendSeries, horizonDays, horizonDays, level, method, (series, one, other, wanted, name) => {
      const far = band(series, Math.max(one, other), {level: wanted, method: name})
      const near = band(series, Math.min(one, other), {level: wanted, method: name})
      expect(far.high - far.low).toBeGreaterThanOrEqual(near.high - near.low - room(far.high))
    }),
    runs,
  )
})

test('several horizons in one pass give what each gives alone', () => {
  const series = lumpySeries(150)
  const together = forecastSums(series, [30, 1, 17, 7], DEFAULT_FORECAST_OPTIONS)
  expect(together).toEqual([30, 1, 17, 7].map((days) => forecastSum(series, days, DEFAULT_FORECAST_OPTIONS)))
})

test.each([
  ['fewer than three days', [1, 2], 'too-short', null],
  ['no spend at all', [0, 0, 0, 0], 'no-spend', null],
  ['NaN', [1, 2, Number.NaN, 4], 'not-finite', 2],
  ['infinity', [1, 2, 3, Number.POSITIVE_INFINITY], 'not-finite', 3],
  ['a negative day', [1, -2, 3], 'negative-value', 1],
  ['a huge day', [1, 2, 1e300], 'too-large', 2],
])('%s gives no forecast, and the reason', (_, values, reason, index) => {
  const outcome = forecastSum({firstDay: '2026-01-01', values}, 7, DEFAULT_FORECAST_OPTIONS)
  expect(outcome).toEqual({kind: 'none', reason, index, horizonDays: 7, knownDays: values.length})
})

test('a horizon of half a day gives no forecast, and the reason', () => {
  expect(forecastSum(lumpySeries(30), 0.5, DEFAULT_FORECAST_OPTIONS)).toMatchObject({reason: 'invalid-horizon'})
})

test('three days give a wide band, marked as borrowed', () => {
  const outcome = band({firstDay: '2026-01-01', values: [1, 2, 1]}, 7)
  expect(outcome).toMatchObject({calibration: 'not calibrated yet', notes: ['borrowed-from-others'], knownDays: 3})
  expect(outcome.observed).toEqual({origins: 0, coverage: null})
  expect(outcome.high).toBeGreaterThan(5 * outcome.point)
})

test('a constant spend keeps a band that narrows only slowly', () => {
  const constant = (days: number) => ({firstDay: '2026-01-01', values: new Array<number>(days).fill(4)})
  const [early, late] = [band(constant(20), 7), band(constant(400), 7)]
  expect(late.point).toBeCloseTo(28, 9)
  expect(late.high - late.low).toBeLessThan(early.high - early.low)
  expect(late.high - late.low).toBeGreaterThan(0)
  expect(late.notes).toEqual(['no-variance'])
})

test('one spike long ago still gives a finite band', () => {
  const outcome = band({firstDay: '2026-01-01', values: [500, ...new Array<number>(300).fill(0)]}, 30)
  expect(outcome.notes).toEqual(['single-spike', 'long-gap'])
  expect(outcome.low).toBe(0)
  expect(Number.isFinite(outcome.high)).toBe(true)
})

test('a forecast says which model it took and what its band has covered', () => {
  const outcome = band(lumpySeries(400), 30)
  expect(outcome).toMatchObject({level: 0.95, horizonDays: 30, knownDays: 400, calibration: 'calibrated'})
  expect(outcome.model).toMatchObject({method: 'auto', ownErrors: 400 - 14 - 30 + 1})
  // Weekly from day 15 to day 370.
  expect(outcome.observed.origins).toBe(51)
  expect(outcome.observed.coverage).toBeGreaterThan(0.8)
  expect(outcome.observed.coverage).toBeLessThanOrEqual(1)
})
