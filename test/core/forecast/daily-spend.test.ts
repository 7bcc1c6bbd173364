import {expect, test} from 'vitest'
import {spentSince, wholeDays, type DailySpend} from '../../../src/core/forecast/daily-spend.ts'

const spend: DailySpend = {
  days: [
    {day: '2026-10-31', pricedPicodollars: 1_500_000_000_000n, estimatedPicodollars: 0n},
    {day: '2026-11-01', pricedPicodollars: 0n, estimatedPicodollars: 250_000_000_000n},
    {day: '2026-11-02', pricedPicodollars: 7n, estimatedPicodollars: 1n},
  ],
  futureCalls: 0,
  undatedCalls: 0,
  estimatedCalls: 1,
  unpricedCalls: 0,
}

test('the series leaves today out, and counts estimates as budgets do', () => {
  expect(wholeDays(spend)).toEqual({firstDay: '2026-10-31', values: [1.5, 0.25]})
})

test('what is spent since a day is exact, and holds today', () => {
  expect(spentSince(spend, '2026-11-01')).toBe(250_000_000_008n)
  expect(spentSince({...spend, days: []}, '2026-11-01')).toBe(0n)
})
