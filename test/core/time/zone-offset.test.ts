import fc from 'fast-check'
import {expect, test} from 'vitest'
import {clockChangeMs, zoneOffsetMs} from '../../../src/core/time/zone-offset.ts'
import {anywhere, at, clockOf} from './zones.ts'

const MINUTE_MS = 60_000

test('UTC plus the offset is what the clocks of the zone show', () => {
  fc.assert(
    fc.property(anywhere, ([zone, atMs]) => {
      const shown = new Date(atMs + zoneOffsetMs(zone, atMs)).toISOString()
      expect(shown.slice(0, 19).replace('T', ' ')).toBe(clockOf(zone, atMs))
    }),
    {numRuns: 3000},
  )
})

test.each([
  ['UTC', '2026-07-01T00:00:00Z', 0],
  ['Europe/Berlin', '2026-01-01T00:00:00Z', 60],
  ['Europe/Berlin', '2026-07-01T00:00:00Z', 120],
  ['Asia/Kolkata', '2026-07-01T00:00:00Z', 330],
  ['Asia/Kathmandu', '2026-07-01T00:00:00Z', 345],
  ['America/St_Johns', '2026-01-01T00:00:00Z', -210],
  ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 630],
  ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', 660],
  ['Pacific/Kiritimati', '2026-01-01T00:00:00Z', 840],
  ['Africa/Monrovia', '1971-01-01T00:00:00Z', -44.5],
  ['Europe/Berlin', '9999-07-01T00:00:00Z', 120],
])('the offset of %s at %s is %d minutes', (zone, text, minutes) => {
  expect(zoneOffsetMs(zone, at(text))).toBe(minutes * MINUTE_MS)
})

test('the offset changes with the very millisecond', () => {
  const change = at('2026-03-29T01:00:00Z')
  expect(zoneOffsetMs('Europe/Berlin', change - 1)).toBe(60 * MINUTE_MS)
  expect(zoneOffsetMs('Europe/Berlin', change)).toBe(120 * MINUTE_MS)
})

test('two changes within a week are both seen: Recife in October 2000', () => {
  expect(zoneOffsetMs('America/Recife', at('2000-10-08T02:59:59Z'))).toBe(-180 * MINUTE_MS)
  expect(zoneOffsetMs('America/Recife', at('2000-10-08T03:00:00Z'))).toBe(-120 * MINUTE_MS)
  expect(zoneOffsetMs('America/Recife', at('2000-10-15T01:59:59Z'))).toBe(-120 * MINUTE_MS)
  expect(zoneOffsetMs('America/Recife', at('2000-10-15T02:00:00Z'))).toBe(-180 * MINUTE_MS)
})

test('the instant of a change is found from either side of it, wherever the stretches of look-up end', () => {
  fc.assert(
    fc.property(fc.integer({min: 1996, max: 2040}), fc.integer({min: 1, max: 86_400_000}), (year, aroundMs) => {
      const lastSunday = new Date(Date.UTC(year, 9, 31, 1))
      const change = lastSunday.getTime() - lastSunday.getUTCDay() * 86_400_000
      expect(clockChangeMs('Europe/Berlin', change - aroundMs, change)).toBe(change)
      expect(clockChangeMs('Europe/Berlin', change - 1, change + aroundMs)).toBe(change)
    }),
  )
})

test('a change at which a stretch of look-up begins is found: Jerusalem, 19,440 days (a multiple of four) after 1970', () => {
  const change = at('2023-03-24T00:00:00Z')
  expect(zoneOffsetMs('Asia/Jerusalem', change - 1)).toBe(120 * MINUTE_MS)
  expect(zoneOffsetMs('Asia/Jerusalem', change)).toBe(180 * MINUTE_MS)
  expect(clockChangeMs('Asia/Jerusalem', change - 86_400_000, change)).toBe(change)
})

test('a change one millisecond into a stretch, or far into it, is found from the stretch before', () => {
  // 2024-03-31T01:00Z is day 19,813 of 1970, the first day of a stretch of four begins at 19,812
  const change = at('2024-03-31T01:00:00Z')
  expect(clockChangeMs('Europe/Berlin', change - 2 * 86_400_000, change)).toBe(change)
})

test('a zone that does not exist is a bug of the caller', () => {
  expect(() => zoneOffsetMs('Europe/Atlantis', 0)).toThrow(RangeError)
})
