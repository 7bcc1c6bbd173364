import {dateOfDay, dayNumberOf, digits} from './calendar.ts'
import {localDayOf, startOfDayNumberMs} from './local-day.ts'
import type {TimeSpan} from './time-span.ts'

/**
 * The ISO week of a zone that holds an instant.
 *
 * @param zone - IANA name.
 * @param atMs - Milliseconds since 1970.
 * @returns Monday to Monday; its label is `YYYY-Www`, the year being that of its Thursday.
 * @see https://en.wikipedia.org/wiki/ISO_week_date
 */
export function localWeekOf(zone: string, atMs: number): TimeSpan {
  return localWeekOfDay(zone, localDayOf(zone, atMs).dayNumber)
}

/**
 * The ISO week that holds a day.
 *
 * @param zone - IANA name.
 * @param dayNumber - Days since 1970-01-01, which was a Thursday.
 */
export function localWeekOfDay(zone: string, dayNumber: number): TimeSpan {
  const monday = Math.floor((dayNumber + 3) / 7) * 7 - 3
  return {
    label: weekLabel(monday + 3),
    fromMs: startOfDayNumberMs(zone, monday),
    toMs: startOfDayNumberMs(zone, monday + 7),
  }
}

/**
 * The Monday of an ISO week that is written out.
 *
 * @param label - `YYYY-Www`.
 * @returns Days since 1970-01-01; null unless it is such a week, exists in its year and lies in the years 1970 to 9999.
 */
export function parseWeekLabel(label: string): number | null {
  const match = /^(\d{4})-W(\d\d)$/.exec(label)
  if (!match || Number(match[1]) < 1970) return null
  // January 4th lies in week 1.
  const fourth = dayNumberOf(Number(match[1]), 1, 4)
  const monday = Math.floor((fourth + 3) / 7) * 7 - 3 + (Number(match[2]) - 1) * 7
  return weekLabel(monday + 3) === label ? monday : null
}

function weekLabel(thursday: number): string {
  const {year} = dateOfDay(thursday)
  return `${digits(year, 4)}-W${digits(Math.floor((thursday - dayNumberOf(year, 1, 1)) / 7) + 1, 2)}`
}
