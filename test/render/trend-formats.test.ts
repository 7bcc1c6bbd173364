import {expect, test} from 'vitest'
import {judgeTrend, trendOf} from '../../src/core/trend/trend.ts'
import type {TrendReport} from '../../src/core/trend/trend-report.ts'
import {sparkline, trendJson, trendTable} from '../../src/render/trend-formats.ts'
import {hostileNames} from './hostile-names.ts'
import {terminal} from './sample-report.ts'

const options = {...terminal, color: false, columns: 80}
const report = (usd: readonly number[], limitPct: number | null = null, name = 'week'): TrendReport => {
  const trend = trendOf(
    usd.map((amount, index) => ({label: `${name} ${index}`, fromMs: index * 1000, usd: amount})),
    0.9,
  )
  const verdict = limitPct === null ? null : judgeTrend(trend, limitPct)
  return {generatedAtMs: 0, problems: [], trend, step: 'week', limitPct, verdict}
}

test('a sparkline runs from nothing to the largest value', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], true)).toBe('▁▂▃▄▅▆▇█')
  expect(sparkline([0, 6], false)).toBe('_#')
  expect(sparkline([0, 0], true)).toBe('▁▁')
  expect(sparkline([], true)).toBe('')
})

test('a slope never stands without its band, or the reason why it has none', () => {
  expect(trendTable(report([10, 12, 14, 16, 18]), options)).toContain('+$2.00 per week (+$2.00 to +$2.00 at 90%)')
  expect(trendTable(report([10, 12]), options)).toContain('too few points for a band')
  expect(trendTable(report([10]), options)).toContain('1 point: no trend yet')
  expect(trendTable(report([]), options)).toContain('Nothing to draw')
})

test('the verdict is said when there is a limit', () => {
  expect(trendTable(report([10, 12, 14, 16, 18], 50), options)).toContain(
    'Spending drifts up: +80% over all weeks, limit +50%.',
  )
  expect(trendTable(report([10, 12, 14, 16, 18], 90), options)).toContain('No drift beyond the limit')
  expect(trendTable(report([10, 12], 5), options)).toContain('Too few points to tell')
})

test('JSON has points, slope and verdict', () => {
  expect(JSON.parse(trendJson(report([10, 12, 14, 16, 18], 50)))).toMatchObject({
    schema: 'pech/trend@1',
    step: 'week',
    points: [{label: 'week 0', usd: 10}, {}, {}, {}, {}],
    slope: {usdPerStep: 2, band: {level: 0.9, lowUsd: 2}},
    drift: {usd: 8, pct: 80},
    gate: {tripped: true, verdict: 'drifting'},
  })
  expect(JSON.parse(trendJson(report([])))).toMatchObject({slope: null, gate: {verdict: null, tripped: false}})
})

test('no label acts on a terminal', () => {
  for (const name of hostileNames) {
    expect(trendTable(report([1, 2, 3], null, name), options)).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
  }
})
