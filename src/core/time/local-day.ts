import {DAY_MS, dayLabel, parseDayLabel} from './calendar.ts'
import {firstInstantAtLocal} from './local-instant.ts'
import type {TimeSpan} from './time-span.ts'
import {zoneOffsetMs} from './zone-offset.ts'

/** A day with its number (days since 1970-01-01). */
export interface LocalDay extends TimeSpan {
  readonly dayNumber: number
}

let last: LocalDay = {label: '', dayNumber: 0, fromMs: Infinity, toMs: Infinity}
let lastZone = ''

/**
 * The day of a zone that holds an instant.
 *
 * A day goes from its first instant to the first of the next; 23 or 25 hours where the clocks change. Days never go back: where the clocks
 * were set back over midnight (Newfoundland until 2011), the hour that is shown again belongs to the day that had begun.
 *
 * @param zone - IANA name.
 * @param atMs - Milliseconds since 1970.
 * @returns The day; its label is `YYYY-MM-DD`.
 * @throws RangeError when the zone does not exist.
 */
export function localDayOf(zone: string, atMs: number): LocalDay {
  if (atMs >= last.fromMs && atMs < last.toMs && zone === lastZone) return last
  let dayNumber = Math.floor((atMs + zoneOffsetMs(zone, atMs)) / DAY_MS)
  if (atMs >= startOfDayNumberMs(zone, dayNumber + 1)) dayNumber++
  last = localDayOfNumber(zone, dayNumber)
  lastZone = zone
  return last
}

/**
 * The day of a zone with a given number.
 *
 * @param zone - IANA name.
 * @param dayNumber - Days since 1970-01-01.
 * @returns The day; empty where the zone left it out (Pacific/Apia, 2011-12-30).
 */
export function localDayOfNumber(zone: string, dayNumber: number): LocalDay {
  return {
    label: dayLabel(dayNumber),
    dayNumber,
    fromMs: startOfDayNumberMs(zone, dayNumber),
    toMs: startOfDayNumberMs(zone, dayNumber + 1),
  }
}

/**
 * `YYYY-MM-DD` of an instant in a zone; quick for instants in order of time.
 *
 * @param zone - IANA name.
 * @param atMs - Milliseconds since 1970.
 */
export function localDay(zone: string, atMs: number): string {
  return localDayOf(zone, atMs).label
}

/**
 * The first instant of a day, also where midnight is left out by a change of the clocks.
 *
 * @param zone - IANA name.
 * @param label - `YYYY-MM-DD`, years 1970 to 9999.
 * @returns Milliseconds since 1970.
 * @throws RangeError when the label is no date.
 */
export function startOfDayMs(zone: string, label: string): number {
  return startOfDayNumberMs(zone, dayNumberOfLabel(label))
}

/**
 * The first instant of a day of which the number is known.
 *
 * @param zone - IANA name.
 * @param dayNumber - Days since 1970-01-01.
 */
export function startOfDayNumberMs(zone: string, dayNumber: number): number {
  return firstInstantAtLocal(zone, dayNumber * DAY_MS)
}

/**
 * The date some days later, or earlier.
 *
 * @param label - `YYYY-MM-DD`.
 * @param days - 1 for the next day, -1 for the one before.
 * @throws RangeError when the label is no date.
 */
export function shiftDay(label: string, days: number): string {
  return dayLabel(dayNumberOfLabel(label) + days)
}

function dayNumberOfLabel(label: string): number {
  const dayNumber = parseDayLabel(label)
  if (dayNumber === null) throw new RangeError(`not a date: ${label}`)
  return dayNumber
}
