import {clockChangeMs, zoneOffsetMs} from './zone-offset.ts'

/** All offsets of the world lie within -12 and +14 hours. */
const EARLIEST_MS = 15 * 3_600_000
const LATEST_MS = 13 * 3_600_000

/**
 * The first instant at which the clocks of a zone show a given time or a later one.
 *
 * A time that occurs twice (clocks set back) is the first of the two; one that never occurs (clocks set forward) is the instant of the
 * change.
 *
 * @param zone - IANA name.
 * @param localMs - What the clocks show, as milliseconds since 1970-01-01T00:00 of the same clocks; from 1970 on.
 * @returns Milliseconds since 1970, UTC.
 * @throws RangeError when the zone does not exist.
 */
export function firstInstantAtLocal(zone: string, localMs: number): number {
  const beforeMs = zoneOffsetMs(zone, localMs - EARLIEST_MS)
  const afterMs = zoneOffsetMs(zone, localMs + LATEST_MS)
  const byBefore = localMs - beforeMs
  if (beforeMs === afterMs || zoneOffsetMs(zone, byBefore) === beforeMs) return byBefore
  const byAfter = localMs - afterMs
  return zoneOffsetMs(zone, byAfter) === afterMs ? byAfter : clockChangeMs(zone, byAfter, byBefore)
}
