import fc from 'fast-check'
import {expect, test} from 'vitest'
import {firstInstantAtLocal} from '../../../src/core/time/local-instant.ts'
import {zoneOffsetMs} from '../../../src/core/time/zone-offset.ts'
import {anywhere, at} from './zones.ts'

const local = (text: string) => at(`${text}Z`)

test('at the instant the clocks show that time or a later one, and a millisecond before an earlier one', () => {
  fc.assert(
    fc.property(anywhere, ([zone, localMs]) => {
      const instant = firstInstantAtLocal(zone, localMs)
      expect(instant + zoneOffsetMs(zone, instant)).toBeGreaterThanOrEqual(localMs)
      expect(instant - 1 + zoneOffsetMs(zone, instant - 1)).toBeLessThan(localMs)
    }),
    {numRuns: 2000},
  )
})

test('an instant is found by what the clocks show, or an earlier one at which they show the same', () => {
  fc.assert(
    fc.property(anywhere, ([zone, atMs]) => {
      expect(firstInstantAtLocal(zone, atMs + zoneOffsetMs(zone, atMs))).toBeLessThanOrEqual(atMs)
    }),
  )
})

test.each([
  ['an ordinary time', 'Europe/Berlin', '2026-07-01T12:00:00', '2026-07-01T10:00:00Z'],
  ['a time that occurs twice is the first', 'Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00Z'],
  ['a time after those that occur twice', 'Europe/Berlin', '2026-10-25T03:00:00', '2026-10-25T02:00:00Z'],
  ['a time that never occurs is the change', 'Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T01:00:00Z'],
  ['a time before those that never occur', 'Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
  ['a time after those that never occur', 'Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
  ['a day that never occurs is the change', 'Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T10:00:00Z'],
])('%s (%s %s)', (_claim, zone, clocks, instant) => {
  expect(firstInstantAtLocal(zone, local(clocks))).toBe(at(instant))
})
