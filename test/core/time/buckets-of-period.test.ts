import fc from 'fast-check'
import {expect, test} from 'vitest'
import {bucketsOfPeriod} from '../../../src/core/time/buckets-of-period.ts'
import {localDayOf, startOfDayMs} from '../../../src/core/time/local-day.ts'
import {TIME_UNITS, timeSpanOf} from '../../../src/core/time/time-unit.ts'
import {anywhere, at} from './zones.ts'

test('buckets are end to end exactly the period, and no two have the same label', () => {
  fc.assert(
    fc.property(
      anywhere,
      fc.integer({min: 1, max: 100 * 86_400_000}),
      fc.constantFrom(...TIME_UNITS),
      fc.integer({min: 1, max: 31}),
      ([zone, fromMs], lengthMs, unit, monthStart) => {
        const toMs = fromMs + (unit === 'hour' ? Math.ceil(lengthMs / 24) : lengthMs)
        const buckets = bucketsOfPeriod({fromMs, toMs}, unit, zone, monthStart)
        const ends = [fromMs, ...buckets.map((bucket) => bucket.toMs)]
        expect(buckets.map((bucket) => bucket.fromMs)).toEqual(ends.slice(0, -1))
        expect(ends.at(-1)).toBe(toMs)
        expect(new Set(buckets.map((bucket) => bucket.label)).size).toBe(buckets.length)
        for (const {label, fromMs: atMs} of buckets) expect(timeSpanOf(unit, atMs, zone, monthStart).label).toBe(label)
      },
    ),
    {numRuns: 300},
  )
})

test.each([
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['Europe/Berlin', '2026-11-01', 24],
  ['Australia/Lord_Howe', '2026-04-05', 25],
  ['Australia/Lord_Howe', '2026-10-04', 24],
])('in %s %s is cut into %d hours', (zone, label, hours) => {
  expect(bucketsOfPeriod(localDayOf(zone, startOfDayMs(zone, label)), 'hour', zone)).toHaveLength(hours)
})

test('a week is cut into seven days, and a part of a day is a short one', () => {
  const fromMs = at('2026-11-02T00:00:00Z')
  expect(bucketsOfPeriod({fromMs, toMs: at('2026-11-09T00:00:00Z')}, 'day', 'UTC')).toHaveLength(7)
  expect(bucketsOfPeriod({fromMs: at('2026-11-02T18:00:00Z'), toMs: at('2026-11-03T06:00:00Z')}, 'day', 'UTC')).toEqual(
    [
      {label: '2026-11-02', fromMs: at('2026-11-02T18:00:00Z'), toMs: at('2026-11-03T00:00:00Z')},
      {label: '2026-11-03', fromMs: at('2026-11-03T00:00:00Z'), toMs: at('2026-11-03T06:00:00Z')},
    ],
  )
})

test('a day that a zone left out has no bucket', () => {
  const period = {fromMs: startOfDayMs('Pacific/Apia', '2011-12-29'), toMs: startOfDayMs('Pacific/Apia', '2012-01-01')}
  expect(bucketsOfPeriod(period, 'day', 'Pacific/Apia').map((day) => day.label)).toEqual(['2011-12-29', '2011-12-31'])
})

test('an empty period has no buckets', () => {
  expect(bucketsOfPeriod({fromMs: 5, toMs: 5}, 'day', 'UTC')).toEqual([])
})
