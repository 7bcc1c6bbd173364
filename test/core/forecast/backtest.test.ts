import fc from 'fast-check'
import {expect, test} from 'vitest'
import {backtest, type BacktestOptions} from '../../../src/core/forecast/backtest.ts'
import {dayNumber} from '../../../src/core/forecast/calendar-day.ts'
import {DEFAULT_FORECAST_OPTIONS} from '../../../src/core/forecast/create-forecaster.ts'
import type {DailySeries} from '../../../src/core/forecast/daily-series.ts'
import {seriesUntil} from '../../../src/core/forecast/daily-series.ts'
import {forecastSum} from '../../../src/core/forecast/forecast-sum.ts'
import {FORECAST_METHODS} from '../../../src/core/forecast/forecaster.ts'
import {lumpySeries, spendSeries} from './made-series.ts'

const options: BacktestOptions = {...DEFAULT_FORECAST_OPTIONS, horizonsDays: [1, 7, 30], warmup: 120, step: 7}

function tested(series: DailySeries, changes: Partial<BacktestOptions> = {}) {
  const outcome = backtest(series, {...options, ...changes})
  if (outcome.kind === 'none') throw new Error(outcome.reason)
  return outcome
}

test('no origin sees its own future: each answer is that of the series cut there', () => {
  fc.assert(
    fc.property(spendSeries, fc.constantFrom(...FORECAST_METHODS), (series, method) => {
      for (const {origin, horizonDays, point, low, high} of tested(series, {method, warmup: 9, step: 11}).results) {
        const cut = forecastSum(seriesUntil(series, origin), horizonDays, {...options, method})
        if (cut.kind === 'band') expect({point, low, high}).toEqual({point: cut.point, low: cut.low, high: cut.high})
        else expect([cut.reason, point, low, high]).toEqual(['no-spend', 0, 0, 0])
      }
    }),
    {numRuns: 40},
  )
})

test('origins start when the warm-up is known, go on weekly, and end where the horizon leaves the series', () => {
  const {results} = tested(lumpySeries(160))
  const monthly = results.filter(({horizonDays}) => horizonDays === 30)
  expect(monthly.map(({origin}) => origin)).toEqual(['2024-04-29', '2024-05-06'])
  expect(results.filter(({horizonDays}) => horizonDays === 1)).toHaveLength(6)
})

test('the actual value is the sum of the days after the origin', () => {
  const series = lumpySeries(140)
  const first = dayNumber(series.firstDay) ?? 0
  for (const {origin, horizonDays, actual} of tested(series, {horizonsDays: [7]}).results) {
    const known = (dayNumber(origin) ?? 0) - first + 1
    const sum = series.values.slice(known, known + horizonDays).reduce((left, right) => left + right, 0)
    expect(actual).toBeCloseTo(sum, 9)
  }
})

test('scores are those of the origins, together and per horizon', () => {
  const {results, byHorizon, origins, coverage, msis, scaledMae} = tested(lumpySeries(500))
  expect(origins).toBe(results.length)
  const hits = results.filter(({low, high, actual}) => actual >= low - 1e-9 && actual <= high + 1e-9).length
  expect(coverage).toBeCloseTo(hits / results.length, 12)
  expect(byHorizon.map(({horizonDays}) => horizonDays)).toEqual([1, 7, 30])
  const pooled = byHorizon.reduce((sum, one) => sum + (one.msis ?? 0) * one.origins, 0) / origins
  expect(msis).toBeCloseTo(pooled, 9)
  expect(scaledMae).toBeGreaterThan(0)
})

test('the naive method has a scaled error of exactly 1', () => {
  expect(tested(lumpySeries(400), {method: 'naive'}).scaledMae).toBeCloseTo(1, 9)
})

test('a constant series has nothing to divide the error by', () => {
  const constant = {firstDay: '2026-01-01', values: new Array<number>(200).fill(3)}
  expect(tested(constant).scaledMae).toBeNull()
})

test('a horizon longer than what is known at the origin is compared with itself', () => {
  const {results} = tested(lumpySeries(60), {horizonsDays: [30], warmup: 10})
  expect(results.length).toBeGreaterThan(0)
})

test('a series without room for an origin has no scores, and says so', () => {
  expect(tested(lumpySeries(100))).toMatchObject({results: [], origins: 0, coverage: null, msis: null, scaledMae: null})
})

test.each([
  [{warmup: 0}, 'invalid-warmup'],
  [{warmup: 1.5}, 'invalid-warmup'],
  [{step: 0}, 'invalid-step'],
  [{step: 0.5}, 'invalid-step'],
  [{horizonsDays: [0]}, 'invalid-horizon'],
])('options %j are refused: %s', (changes, reason) => {
  expect(backtest(lumpySeries(200), {...options, ...changes})).toEqual({kind: 'none', reason, index: null})
})

test('a thousand days with three horizons take less than two seconds of processor time', () => {
  const start = process.cpuUsage()
  tested(lumpySeries(1000))
  const {user, system} = process.cpuUsage(start)
  expect((user + system) / 1e6).toBeLessThan(2)
})
