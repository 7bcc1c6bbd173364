import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseDayLabel} from '../../../src/core/time/calendar.ts'
import {startOfDayMs} from '../../../src/core/time/local-day.ts'
import {localWeekOf, localWeekOfDay, parseWeekLabel} from '../../../src/core/time/local-week.ts'
import {anywhere, clockOf} from './zones.ts'

test('every instant lies in its week and in no other, and weeks begin on Monday', () => {
  fc.assert(
    fc.property(anywhere, ([zone, atMs]) => {
      const week = localWeekOf(zone, atMs)
      expect(week.fromMs <= atMs && atMs < week.toMs).toBe(true)
      expect(localWeekOf(zone, week.fromMs)).toEqual(week)
      expect(localWeekOf(zone, week.toMs - 1)).toEqual(week)
      expect(localWeekOf(zone, week.toMs).fromMs).toBe(week.toMs)
      expect(new Date(`${clockOf(zone, week.fromMs).slice(0, 10)}T00:00:00Z`).getUTCDay()).toBe(1)
    }),
    {numRuns: 2000},
  )
})

// Wikipedia, "ISO week date", examples.
test.each([
  ['1977-01-01', '1976-W53', '1976-12-27'],
  ['1977-01-02', '1976-W53', '1976-12-27'],
  ['1977-12-31', '1977-W52', '1977-12-26'],
  ['1978-01-01', '1977-W52', '1977-12-26'],
  ['1978-01-02', '1978-W01', '1978-01-02'],
  ['1979-12-31', '1980-W01', '1979-12-31'],
  ['1980-12-29', '1981-W01', '1980-12-29'],
  ['1982-01-03', '1981-W53', '1981-12-28'],
  ['2026-11-01', '2026-W44', '2026-10-26'],
  ['1970-01-01', '1970-W01', '1969-12-29'],
])('%s lies in %s, which begins on %s', (day, label, monday) => {
  const week = localWeekOf('UTC', startOfDayMs('UTC', day))
  expect(week).toEqual({label, fromMs: Date.parse(monday), toMs: Date.parse(monday) + 7 * 86_400_000})
  expect(localWeekOfDay('UTC', parseDayLabel(day) ?? NaN)).toEqual(week)
  expect((parseWeekLabel(label) ?? NaN) * 86_400_000).toBe(week.fromMs)
})

test('the week in which the clocks change is an hour shorter or longer', () => {
  const hours = (day: string) => {
    const {fromMs, toMs} = localWeekOf('Europe/Berlin', startOfDayMs('Europe/Berlin', day))
    return (toMs - fromMs) / 3_600_000
  }
  expect([hours('2026-03-25'), hours('2026-10-25'), hours('2026-07-01')]).toEqual([167, 169, 168])
})

test.each(['2025-W53', '2026-W00', '2026-W54', '2026-44', '1969-W10', '2026-W1', 'W44', ''])(
  '%j is no week',
  (text) => {
    expect(parseWeekLabel(text)).toBe(null)
  },
)
