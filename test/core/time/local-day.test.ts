import {existsSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  localDay,
  localDayOf,
  localDayOfNumber,
  shiftDay,
  startOfDayMs,
  startOfDayNumberMs,
} from '../../../src/core/time/local-day.ts'
import {parseTimestamp} from '../../../src/core/time/parse-timestamp.ts'
import {sharedFolder} from '../../shared-folder.ts'
import {anywhere, at, clockOf} from './zones.ts'

const HOUR_MS = 3_600_000

test('the day of an instant is the date that the clocks show, wherever they are not set back over midnight', () => {
  fc.assert(
    fc.property(anywhere, ([zone, atMs]) => {
      // Newfoundland did so until 2011 (from 00:01 to 23:01), the Casey station in 2010.
      fc.pre(!['America/St_Johns', 'Antarctica/Casey'].includes(zone) || atMs > at('2011-11-07T00:00:00Z'))
      expect(localDay(zone, atMs)).toBe(clockOf(zone, atMs).slice(0, -9))
    }),
    {numRuns: 3000},
  )
})

test('every instant lies in its day and in no other', () => {
  fc.assert(
    fc.property(anywhere, ([zone, atMs]) => {
      const day = localDayOf(zone, atMs)
      expect(day.fromMs <= atMs && atMs < day.toMs).toBe(true)
      expect(localDayOf(zone, day.fromMs)).toEqual(day)
      expect(localDayOf(zone, day.toMs - 1)).toEqual(day)
      expect(localDay(zone, day.fromMs - 1) < day.label).toBe(true)
      expect(localDayOf(zone, day.toMs).fromMs).toBe(day.toMs)
      expect(startOfDayMs(zone, day.label)).toBe(day.fromMs)
    }),
    {numRuns: 2000},
  )
})

test.each([
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['Europe/Berlin', '2026-10-26', 24],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['Australia/Lord_Howe', '2026-10-04', 23.5],
  ['America/Sao_Paulo', '2018-11-04', 23],
  ['America/Sao_Paulo', '2018-02-17', 25],
  ['Asia/Kathmandu', '2026-11-01', 24],
  ['Pacific/Apia', '2011-12-30', 0],
  ['UTC', '9999-12-31', 24],
])('in %s %s has %d hours', (zone, label, hours) => {
  const {fromMs, toMs} = localDayOf(zone, startOfDayMs(zone, label))
  const day = localDayOfNumber(zone, at(`${label}T00:00:00Z`) / 86_400_000)
  expect((day.toMs - day.fromMs) / HOUR_MS).toBe(hours)
  expect(toMs).toBeGreaterThan(fromMs)
})

test('a day without midnight begins with the change of the clocks', () => {
  expect(startOfDayMs('America/Sao_Paulo', '2018-11-04')).toBe(at('2018-11-04T03:00:00Z'))
  expect(clockOf('America/Sao_Paulo', at('2018-11-04T03:00:00Z'))).toBe('2018-11-04 01:00:00')
})

test('a day that a zone left out is empty, and the next follows it at once', () => {
  expect(startOfDayMs('Pacific/Apia', '2011-12-30')).toBe(startOfDayMs('Pacific/Apia', '2011-12-31'))
  expect(localDay('Pacific/Apia', at('2011-12-30T09:59:59.999Z'))).toBe('2011-12-29')
  expect(localDay('Pacific/Apia', at('2011-12-30T10:00:00.000Z'))).toBe('2011-12-31')
})

test("an hour that is shown again over midnight belongs to the day that had begun: St. John's, 2010-11-07", () => {
  const zone = 'America/St_Johns'
  expect(startOfDayMs(zone, '2010-11-07')).toBe(at('2010-11-07T02:30:00Z'))
  expect(clockOf(zone, at('2010-11-07T02:31:00Z'))).toBe('2010-11-06 23:01:00')
  expect(localDay(zone, at('2010-11-07T02:29:59Z'))).toBe('2010-11-06')
  expect(localDay(zone, at('2010-11-07T02:31:00Z'))).toBe('2010-11-07')
})

test('the same instant lies on different days in different zones', () => {
  const instant = at('2026-11-15T11:00:00Z')
  expect(localDay('Pacific/Kiritimati', instant)).toBe('2026-11-16')
  expect(localDay('UTC', instant)).toBe('2026-11-15')
  expect(localDay('America/New_York', instant)).toBe('2026-11-15')
  expect(localDay('America/New_York', at('2026-11-15T03:00:00Z'))).toBe('2026-11-14')
})

test('days are shifted over the ends of months and years', () => {
  expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01')
  expect(shiftDay('2024-03-01', -1)).toBe('2024-02-29')
  expect(startOfDayNumberMs('UTC', 1)).toBe(86_400_000)
})

test('what is no date is a bug of the caller', () => {
  expect(() => startOfDayMs('UTC', '2026-02-29')).toThrow(RangeError)
  expect(() => shiftDay('yesterday', 1)).toThrow(RangeError)
})

test.skipIf(!existsSync(sharedFolder)).each(['dst-berlin', 'half-hour-zone', 'day-boundaries', 'price-day-is-utc'])(
  'calls fall on the days of the reference case %s',
  (name) => {
    const example = JSON.parse(readFileSync(new URL(`conformance/${name}.json`, sharedFolder), 'utf8'))
    const calls: Record<string, number> = {}
    for (const lines of Object.values<string[]>(example.files)) {
      for (const line of lines) {
        const day = localDay(example.timezone, parseTimestamp(JSON.parse(line).timestamp) ?? NaN)
        calls[day] = (calls[day] ?? 0) + 1
      }
    }
    const expected = Object.entries<{calls: number}>(example.expect.byDay).map(([day, group]) => [day, group.calls])
    expect(calls).toEqual(Object.fromEntries(expected))
  },
)
