import {expect, test} from 'vitest'
import {formatDuration, formatMoment, formatSpan, localMoment, timestamp, shownMoment} from '../../src/render/moment.ts'

const timezone = 'Europe/Berlin'

test('a moment is shown as the clocks of the zone show it', () => {
  expect(localMoment(Date.UTC(2026, 10, 14, 23, 5, 9), timezone)).toEqual({
    date: '2026-11-15',
    time: '00:05',
    exactTime: '00:05:09',
  })
  expect(formatMoment(Date.UTC(2026, 6, 1, 8), 'Asia/Kolkata')).toBe('2026-07-01 13:30')
  expect(formatMoment(null, timezone)).toBe('unknown')
  expect(formatMoment(Number.NaN, timezone)).toBe('unknown')
})

test('someone at a terminal reads today, yesterday and tomorrow; a file keeps the date', () => {
  const nowMs = Date.UTC(2026, 10, 14, 9)
  const shown = (atMs: number | null) => shownMoment(atMs, nowMs, {timezone, columns: 80})
  expect(shown(Date.UTC(2026, 10, 13, 23))).toBe('today 00:00')
  expect(shown(Date.UTC(2026, 10, 13, 22, 59))).toBe('yesterday 23:59')
  expect(shown(Date.UTC(2026, 10, 14, 23))).toBe('tomorrow 00:00')
  expect(shown(Date.UTC(2026, 10, 12, 9))).toBe('2026-11-12 10:00')
  expect(shownMoment(nowMs, nowMs, {timezone, columns: undefined})).toBe('2026-11-14 10:00')
  expect(shown(null)).toBe('unknown')
})

test('a timestamp is RFC 3339 in UTC, null when there is none', () => {
  expect(timestamp(Date.UTC(2026, 10, 14, 9))).toBe('2026-11-14T09:00:00.000Z')
  expect([null, Number.NaN, 1e300].map(timestamp)).toEqual([null, null, null])
})

test('whole days are shown inclusive, others with the time of day', () => {
  const span = (fromMs: number | null, toMs: number | null): string => formatSpan({fromMs, toMs, timezone}, ' – ')
  const midnight = Date.UTC(2026, 9, 31, 23)
  expect(span(midnight, Date.UTC(2026, 10, 30, 23))).toBe('2026-11-01 – 2026-11-30')
  expect(span(midnight, Date.UTC(2026, 10, 1, 23))).toBe('2026-11-01')
  expect(span(Date.UTC(2026, 10, 1, 11), Date.UTC(2026, 10, 1, 12))).toBe('2026-11-01 12:00 – 13:00')
  expect(span(Date.UTC(2026, 10, 1, 11), Date.UTC(2026, 10, 2, 12))).toBe('2026-11-01 12:00 – 2026-11-02 13:00')
  expect(span(midnight, null)).toBe('since 2026-11-01')
  expect(span(Date.UTC(2026, 10, 1, 11), null)).toBe('since 2026-11-01 12:00')
  expect(span(null, midnight)).toBe('until 2026-10-31')
  expect(span(null, Date.UTC(2026, 10, 1, 11))).toBe('until 2026-11-01 12:00')
  expect(span(null, null)).toBe('')
})

test('a length of time has its two largest units', () => {
  const minute = 60_000
  expect(
    [-5, 45_000, 14 * minute, 134 * minute, 120 * minute, 1440 * 3 * minute, 1440 * 3 * minute + 240 * minute].map(
      formatDuration,
    ),
  ).toEqual(['0s', '45s', '14m', '2h 14m', '2h', '3d', '3d 4h'])
})
