import {expect, test} from 'vitest'
import {judgeTrend, trendOf, type TrendPoint} from '../../../src/core/trend/trend.ts'

const weeks = (...usd: readonly number[]): TrendPoint[] =>
  usd.map((usd, index) => ({label: `week ${index}`, fromMs: index * 604_800_000, usd}))

test('the drift is the growth of the line from the first week to the last', () => {
  expect(trendOf(weeks(10, 12, 14, 16, 18), 0.9)).toMatchObject({driftUsd: 8, driftPct: 80})
})

test('points stand in order of time, those without a time last', () => {
  const [first, second] = weeks(1, 2)
  const undated = {label: 'x', fromMs: null, usd: 3}
  expect(trendOf([undated, second!, first!], 0.9).points.map(({usd}) => usd)).toEqual([1, 2, 3])
})

test('one point has no trend', () => {
  expect(trendOf(weeks(5), 0.9)).toMatchObject({line: null, driftPct: null, driftUsd: 0})
  expect(judgeTrend(trendOf(weeks(5), 0.9), 10)).toBe('unknown')
})

test('a drift beyond the limit is one only when it is no chance', () => {
  expect(judgeTrend(trendOf(weeks(10, 12, 14, 16, 18), 0.9), 50)).toBe('drifting')
  expect(judgeTrend(trendOf(weeks(10, 12, 14, 16, 18), 0.9), 80)).toBe('steady')
  expect(judgeTrend(trendOf(weeks(10, 30, 5, 40, 8, 35), 0.9), 1)).toBe('steady')
  expect(judgeTrend(trendOf(weeks(18, 16, 14, 12, 10), 0.9), 1)).toBe('steady')
  expect(judgeTrend(trendOf(weeks(10, 20, 30, 40), 0.9), 1)).toBe('unknown')
})

test('from nothing any growth is more than any percentage, and nothing stays nothing', () => {
  const grown = trendOf(weeks(0, 1, 2, 3, 4), 0.9)
  expect(grown.driftPct).toBeNull()
  expect(judgeTrend(grown, 1000)).toBe('drifting')
  expect(trendOf(weeks(0, 0, 0, 0, 0), 0.9).driftPct).toBe(0)
})
