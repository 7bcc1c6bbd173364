import fc from 'fast-check'
import {expect, test} from 'vitest'
import {DEFAULT_FORECAST_OPTIONS} from '../../../src/core/forecast/create-forecaster.ts'
import {forecastSum} from '../../../src/core/forecast/forecast-sum.ts'
import {restOfPeriod, type RestInput} from '../../../src/core/forecast/rest-of-period.ts'
import {lumpySeries, spendSeries} from './made-series.ts'

const share = fc.double({min: 0, max: 1, noNaN: true})

function inputOf(series: Parameters<typeof forecastSum>[0], days: number, restOfToday: number): RestInput {
  const band = (horizon: number) => {
    const outcome = forecastSum(series, horizon, DEFAULT_FORECAST_OPTIONS)
    if (outcome.kind === 'none') throw new Error(outcome.reason)
    return outcome
  }
  return {whole: band(days), oneDayLess: days > 1 ? band(days - 1) : null, today: band(1), restOfToday}
}

test('the band for the rest of a period holds its point, and nothing is below 0', () => {
  fc.assert(
    fc.property(spendSeries, fc.integer({min: 1, max: 31}), share, (series, days, restOfToday) => {
      const {low, point, high} = restOfPeriod(inputOf(series, days, restOfToday))
      expect(low).toBeGreaterThanOrEqual(0)
      expect(point).toBeGreaterThanOrEqual(low)
      expect(high).toBeGreaterThanOrEqual(point)
    }),
    {numRuns: 40},
  )
})

test('at midnight the rest is the forecast of the whole days', () => {
  const input = inputOf(lumpySeries(150), 10, 1)
  const {low, point, high} = restOfPeriod(input)
  expect(point).toBeCloseTo(input.whole.point, 9)
  expect(low).toBeCloseTo(input.whole.low, 9)
  expect(high).toBeCloseTo(input.whole.high, 9)
})

test('as the last day of a period runs out, the rest and its band go to nothing', () => {
  expect(restOfPeriod(inputOf(lumpySeries(150), 1, 0))).toEqual({low: 0, point: 0, high: 0})
})

test('the less of today is left, the narrower the band', () => {
  const series = lumpySeries(150)
  const widths = [1, 0.7, 0.4, 0.1, 0].map((left) => {
    const {low, high} = restOfPeriod(inputOf(series, 5, left))
    return high - low
  })
  expect(widths).toEqual([...widths].sort((a, b) => b - a))
})
