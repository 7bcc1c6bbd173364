import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isSpan, parseDay, parseMoment} from '../../../src/core/time/moment.ts'
import {zoneOffsetMs} from '../../../src/core/time/zone-offset.ts'
import {anywhere, at} from './zones.ts'

const berlin = 'Europe/Berlin'
/** Two in the afternoon in Berlin, in winter. */
const now = at('2026-11-20T13:00:00Z')

test.each([
  ['2026-11-01', '2026-10-31T23:00:00Z'],
  ['today', '2026-11-19T23:00:00Z'],
  ['yesterday', '2026-11-18T23:00:00Z'],
  ['2026-11-01T09:30', '2026-11-01T08:30:00Z'],
  ['2026-07-01 09:30:15', '2026-07-01T07:30:15Z'],
  ['2026-11-01T09:30:00Z', '2026-11-01T09:30:00Z'],
  ['2026-11-01T09:30:00+05:30', '2026-11-01T04:00:00Z'],
  ['2026-03-29T02:30', '2026-03-29T01:00:00Z'],
  ['36h', '2026-11-19T01:00:00Z'],
  ['7d', '2026-11-13T13:00:00Z'],
  ['30d', '2026-10-21T12:00:00Z'],
  ['4w', '2026-10-23T12:00:00Z'],
  ['720h', '2026-10-21T13:00:00Z'],
  ['1m', '2026-10-20T12:00:00Z'],
  ['3m', '2026-08-20T12:00:00Z'],
  ['9m', '2026-02-20T13:00:00Z'],
  ['9999h', '2025-09-29T22:00:00Z'],
  ['9999d', '1999-07-06T12:00:00Z'],
  ['9999m', '1970-01-01T00:00:00Z'],
  ['9999w', '1970-01-01T00:00:00Z'],
])('in Berlin %s is %s', (text, instant) => {
  expect(parseMoment(text, now, berlin)).toBe(at(instant))
})

test('hours do not go back beyond 1970', () => {
  expect(parseMoment('9999h', 5, 'UTC')).toBe(0)
})

test('a month back from the 31st is the last of a shorter month', () => {
  expect(parseMoment('1m', at('2026-03-31T10:00:00Z'), 'UTC')).toBe(at('2026-02-28T10:00:00Z'))
  expect(parseMoment('1m', at('2024-03-31T10:00:00Z'), 'UTC')).toBe(at('2024-02-29T10:00:00Z'))
})

test.each([
  '',
  'tomorrow',
  '7',
  '7x',
  '0d',
  '-7d',
  '7 d',
  '30min',
  '10000d',
  '2026-11',
  '2026-02-29',
  '2026-11-01T25:00',
  '1900-01-01',
])('%j is no moment', (text) => {
  expect(parseMoment(text, now, berlin)).toBe(null)
})

test('days back are the same time of day, or the change of the clocks that left it out', () => {
  fc.assert(
    fc.property(anywhere, fc.integer({min: 1, max: 300}), ([zone, nowMs], days) => {
      fc.pre(nowMs > Date.UTC(1972, 0, 1))
      const back = parseMoment(`${days}d`, nowMs, zone) ?? NaN
      const localMs = (atMs: number) => atMs + zoneOffsetMs(zone, atMs)
      const wantedMs = localMs(nowMs) - days * 86_400_000
      expect(localMs(back) === wantedMs || (localMs(back - 1) < wantedMs && localMs(back) > wantedMs)).toBe(true)
    }),
  )
})

test('spans are told from dates', () => {
  expect(['36h', '7d', '4w', '3m', '2026-11-01', 'today'].map(isSpan)).toEqual([true, true, true, true, false, false])
})

test('a day may be said by name', () => {
  expect(parseDay('today', now, berlin)).toBe(20_777)
  expect(parseDay('yesterday', now, berlin)).toBe(20_776)
  expect(parseDay('2026-11-20', now, berlin)).toBe(20_777)
  expect(parseDay('7d', now, berlin)).toBe(null)
})
