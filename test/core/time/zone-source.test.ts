import {expect, test, vi} from 'vitest'
import {offerZoneSource, zoneSource} from '../../../src/core/time/zone-source.ts'
import {zoneOffsetMs} from '../../../src/core/time/zone-offset.ts'

test('UTC costs no Intl.DateTimeFormat', () => {
  const constructed = vi.spyOn(Intl, 'DateTimeFormat')
  for (const zone of ['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT']) expect(zoneOffsetMs(zone, 1_800_000_000_000)).toBe(0)
  expect(constructed).not.toHaveBeenCalled()
  constructed.mockRestore()
})

test('a zone costs one Intl.DateTimeFormat, however often it is asked', () => {
  const constructed = vi.spyOn(Intl, 'DateTimeFormat')
  expect(zoneSource('Asia/Tokyo')).toBe(zoneSource('Asia/Tokyo'))
  expect(constructed).toHaveBeenCalledTimes(1)
  constructed.mockRestore()
})

test('a zone whose offsets are offered costs no Intl.DateTimeFormat', () => {
  const constructed = vi.spyOn(Intl, 'DateTimeFormat')
  offerZoneSource('Asia/Dubai', () => 4 * 3_600_000)
  expect(zoneOffsetMs('Asia/Dubai', 1_800_000_000_000)).toBe(4 * 3_600_000)
  expect(constructed).not.toHaveBeenCalled()
  constructed.mockRestore()
})

test('offsets before 1970 and at fractions of a second are whole', () => {
  expect(zoneSource('Europe/Paris')(-1)).toBe(3_600_000)
  expect(zoneSource('Europe/Paris')(1_800_000_000_999)).toBe(3_600_000)
})
