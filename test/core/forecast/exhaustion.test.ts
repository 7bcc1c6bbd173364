import fc from 'fast-check'
import {expect, test} from 'vitest'
import {DEFAULT_FORECAST_OPTIONS} from '../../../src/core/forecast/create-forecaster.ts'
import {exhaustion} from '../../../src/core/forecast/exhaustion.ts'
import {forecastSum} from '../../../src/core/forecast/forecast-sum.ts'
import {lumpySeries, spendSeries} from './made-series.ts'

test('the earliest day comes before the expected one, the latest after it', () => {
  const amounts = fc.double({min: 0, max: 1e4, noNaN: true})
  fc.assert(
    fc.property(spendSeries, amounts, (series, remaining) => {
      const outcome = exhaustion(remaining, series, DEFAULT_FORECAST_OPTIONS)
      if (outcome.kind === 'none') throw new Error(outcome.reason)
      const [earliest, expected, latest] = [outcome.earliest, outcome.expected, outcome.latest].map(
        (end) => end?.days ?? Number.POSITIVE_INFINITY,
      )
      expect(earliest).toBeLessThanOrEqual(expected ?? 0)
      expect(expected).toBeLessThanOrEqual(latest ?? 0)
    }),
    {numRuns: 25},
  )
})

test('the expected day is the first whose forecast reaches the amount', () => {
  const series = lumpySeries(200)
  const outcome = exhaustion(60, series, DEFAULT_FORECAST_OPTIONS)
  if (outcome.kind === 'none' || outcome.expected === null) throw new Error('no expected day')
  const {days} = outcome.expected
  expect(forecastSum(series, days, DEFAULT_FORECAST_OPTIONS)).toHaveProperty('point', expect.any(Number))
  const pointAt = (horizon: number) => {
    const band = forecastSum(series, horizon, DEFAULT_FORECAST_OPTIONS)
    return band.kind === 'band' ? band.point : Number.NaN
  }
  expect(pointAt(days)).toBeGreaterThanOrEqual(60)
  expect(pointAt(days - 1)).toBeLessThan(60)
})

test('at a constant $4 a day, $30 last until the eighth day', () => {
  const series = {firstDay: '2026-01-01', values: new Array<number>(31).fill(4)}
  expect(exhaustion(30, series, DEFAULT_FORECAST_OPTIONS)).toMatchObject({expected: {days: 8, day: '2026-02-08'}})
})

test('an amount that is a whole number of days is reached on the last of them, whatever is rounded on the way', () => {
  for (const method of ['auto', 'naive', 'mean28', 'dow', 'burn', 'ses'] as const) {
    for (const cents of [10, 70, 110, 333]) {
      const series = {firstDay: '2026-01-01', values: new Array<number>(61).fill(cents / 100)}
      for (const days of [3, 7, 11, 30]) {
        const outcome = exhaustion((cents * days) / 100, series, {...DEFAULT_FORECAST_OPTIONS, method})
        expect([method, cents, days, outcome]).toMatchObject([method, cents, days, {expected: {days}}])
      }
    }
  }
})

test('nothing left is used up today', () => {
  const today = {days: 0, day: '2024-01-30'}
  const outcome = exhaustion(0, lumpySeries(30), DEFAULT_FORECAST_OPTIONS)
  expect(outcome).toEqual({kind: 'exhaustion', earliest: today, expected: today, latest: today})
})

test('an amount out of reach within a year has no day', () => {
  expect(exhaustion(1e9, lumpySeries(30), DEFAULT_FORECAST_OPTIONS)).toMatchObject({earliest: null, latest: null})
})

test('what cannot be forecast has no day either, and says why', () => {
  expect(exhaustion(Number.NaN, lumpySeries(30), DEFAULT_FORECAST_OPTIONS)).toMatchObject({reason: 'invalid-amount'})
  const zeros = {firstDay: '2026-01-01', values: [0, 0, 0]}
  expect(exhaustion(5, zeros, DEFAULT_FORECAST_OPTIONS)).toMatchObject({kind: 'none', reason: 'no-spend'})
})
