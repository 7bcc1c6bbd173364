import {dayLabel, DAY_MS, digits} from './calendar.ts'
import type {TimeSpan} from './time-span.ts'
import {clockChangeMs, zoneOffsetMs} from './zone-offset.ts'

const HOUR_MS = 3_600_000

/**
 * The hour of a zone's clocks that holds an instant.
 *
 * It begins where the clocks show a full hour, or where they change within one; so it is shorter where they change by half an hour.
 *
 * @param zone - IANA name.
 * @param atMs - Milliseconds since 1970.
 * @returns The hour; its label is the clocks' hour with their offset, `2026-10-25T02:00+01:00`, so the two hours that show the same are told
 *   apart.
 * @throws RangeError when the zone does not exist.
 */
export function localHourOf(zone: string, atMs: number): TimeSpan {
  const offsetMs = zoneOffsetMs(zone, atMs)
  const localMs = Math.floor((atMs + offsetMs) / HOUR_MS) * HOUR_MS
  const fromMs = localMs - offsetMs
  const toMs = fromMs + HOUR_MS
  const dayNumber = Math.floor(localMs / DAY_MS)
  const hour = (localMs - dayNumber * DAY_MS) / HOUR_MS
  return {
    label: `${dayLabel(dayNumber)}T${digits(hour, 2)}:00${offsetLabel(offsetMs)}`,
    fromMs: zoneOffsetMs(zone, fromMs) === offsetMs ? fromMs : clockChangeMs(zone, fromMs, atMs),
    toMs: zoneOffsetMs(zone, toMs - 1) === offsetMs ? toMs : clockChangeMs(zone, atMs, toMs - 1),
  }
}

/** `+05:30`; with seconds where there are any (Monrovia until 1972). */
function offsetLabel(offsetMs: number): string {
  const seconds = Math.abs(offsetMs) / 1000
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts
  return (offsetMs < 0 ? '-' : '+') + shown.map((part) => digits(part, 2)).join(':')
}
