import {expect, test} from 'vitest'
import {burnRate} from '../../src/core/burn/burn-rate.ts'
import {burnText} from '../../src/render/burn.ts'

function headline(...bucketsUsd: number[]): string | undefined {
  const report = {
    generatedAtMs: 0,
    problems: [],
    timezone: 'UTC',
    bucket: '1d',
    lookback: '3d',
    series: bucketsUsd.map((usd, index) => ({label: `${index}`, fromMs: index, toMs: index + 1, usd})),
    outcome: burnRate({bucketsUsd, elapsedShare: 1, partial: 'scale'}),
    elapsedShare: 1,
    usdPerHour: 0,
    alertPct: null,
    triggered: false,
  }
  const options = {columns: 80, color: false, unicode: true, links: false, home: undefined, timezone: 'UTC'}
  return burnText(report, options).split('\n')[1]
}

test('nothing after nothing is no change, and something after nothing has no percentage', () => {
  expect(headline(0, 0, 0)).toBe('$0.00 per day now, $0.00 per day before: no change')
  expect(headline(0, 0, 2)).toBe('$2.00 per day now, $0.00 per day before: from nothing')
  expect(headline(1, 1, 2)).toBe('$2.00 per day now, $1.00 per day before: +100%')
})
