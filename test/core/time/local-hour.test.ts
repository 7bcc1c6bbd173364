import fc from 'fast-check'
import {expect, test} from 'vitest'
import {localHourOf} from '../../../src/core/time/local-hour.ts'
import {anywhere, at, clockOf} from './zones.ts'

test('every instant lies in its hour and in no other, and the label shows what the clocks show', () => {
  fc.assert(
    fc.property(anywhere, ([zone, atMs]) => {
      const hour = localHourOf(zone, atMs)
      expect(hour.fromMs <= atMs && atMs < hour.toMs).toBe(true)
      expect(localHourOf(zone, hour.fromMs)).toEqual(hour)
      expect(localHourOf(zone, hour.toMs - 1)).toEqual(hour)
      expect(localHourOf(zone, hour.toMs).fromMs).toBe(hour.toMs)
      expect(localHourOf(zone, hour.toMs).label).not.toBe(hour.label)
      expect(hour.label.slice(0, 13).replace('T', ' ')).toBe(clockOf(zone, atMs).slice(0, 13))
    }),
    {numRuns: 2000},
  )
})

test.each([
  ['UTC', '2026-11-01T09:30:00Z', '2026-11-01T09:00+00:00', '2026-11-01T09:00:00Z', 60],
  ['Asia/Kolkata', '2026-11-01T09:30:00Z', '2026-11-01T15:00+05:30', '2026-11-01T09:30:00Z', 60],
  ['America/St_Johns', '2026-01-01T00:00:00Z', '2025-12-31T20:00-03:30', '2025-12-31T23:30:00Z', 60],
  ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:00+02:00', '2026-10-25T00:00:00Z', 60],
  ['Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T02:00+01:00', '2026-10-25T01:00:00Z', 60],
  ['Africa/Monrovia', '1971-01-01T00:44:30Z', '1971-01-01T00:00-00:44:30', '1971-01-01T00:44:30Z', 60],
  ['Australia/Lord_Howe', '2026-04-04T14:59:00Z', '2026-04-05T01:00+11:00', '2026-04-04T14:00:00Z', 60],
  ['Australia/Lord_Howe', '2026-04-04T15:10:00Z', '2026-04-05T01:00+10:30', '2026-04-04T15:00:00Z', 30],
  ['Australia/Lord_Howe', '2026-10-03T15:40:00Z', '2026-10-04T02:00+11:00', '2026-10-03T15:30:00Z', 30],
  ['America/St_Johns', '2010-11-07T02:30:30Z', '2010-11-07T00:00-02:30', '2010-11-07T02:30:00Z', 1],
])('in %s the hour of %s is %s, from %s on, %d minutes', (zone, instant, label, from, minutes) => {
  const hour = localHourOf(zone, at(instant))
  expect(hour).toEqual({label, fromMs: at(from), toMs: at(from) + minutes * 60_000})
})
