import {DAY_MS, dateOfDay, dayNumberOf, daysInMonth, parseDayLabel} from './calendar.ts'
import {parseDateTime} from './date-time.ts'
import {localDayOf, startOfDayNumberMs} from './local-day.ts'
import {firstInstantAtLocal} from './local-instant.ts'
import {shiftMonth} from './local-month.ts'
import {zoneOffsetMs} from './zone-offset.ts'

/** What `parseMoment` understands, for people. */
export const MOMENT_EXPECTED =
  'a date (2026-11-01, today, yesterday), a date-time (2026-11-01T09:30, 2026-11-01T09:30:00Z) or a span (36h, 7d, 4w, 3m)'

const SPAN = /^([1-9]\d{0,3})([hdwm])$/

/**
 * Reads a moment as it is typed after `--since` and `--until`.
 *
 * A date is its first instant. A date-time without offset is that of the zone's clocks. A span counts back from now: `36h` are exact hours;
 * `7d`, `4w` and `3m` go back to the same time of day in the zone, `3m` to the last of the month where the day does not exist. None goes
 * back beyond 1970.
 *
 * @param text - What was typed.
 * @param nowMs - Milliseconds since 1970.
 * @param zone - IANA name.
 * @returns Milliseconds since 1970, null when it is something else.
 */
export function parseMoment(text: string, nowMs: number, zone: string): number | null {
  const dayNumber = parseDay(text, nowMs, zone)
  if (dayNumber !== null) return startOfDayNumberMs(zone, dayNumber)
  const span = SPAN.exec(text)
  if (span) return momentBefore(Number(span[1]), span[2], nowMs, zone)
  const written = parseDateTime(text)
  if (!written) return null
  return written.offsetMs === null ? firstInstantAtLocal(zone, written.localMs) : written.localMs - written.offsetMs
}

/**
 * Whether a text is a span such as `7d`.
 *
 * @param text - What was typed.
 */
export function isSpan(text: string): boolean {
  return SPAN.test(text)
}

/**
 * Reads a day as it is typed: a date, `today` or `yesterday`.
 *
 * @param text - What was typed.
 * @param nowMs - Milliseconds since 1970.
 * @param zone - IANA name.
 * @returns Days since 1970-01-01, null when it is something else.
 */
export function parseDay(text: string, nowMs: number, zone: string): number | null {
  if (text === 'today') return localDayOf(zone, nowMs).dayNumber
  if (text === 'yesterday') return localDayOf(zone, nowMs).dayNumber - 1
  return parseDayLabel(text)
}

function momentBefore(count: number, unit: string | undefined, nowMs: number, zone: string): number {
  if (unit === 'h') return Math.max(0, nowMs - count * 3_600_000)
  const localMs = nowMs + zoneOffsetMs(zone, nowMs)
  const dayNumber = Math.floor(localMs / DAY_MS)
  const target = unit === 'm' ? monthsBefore(dayNumber, count) : dayNumber - count * (unit === 'w' ? 7 : 1)
  return Math.max(0, firstInstantAtLocal(zone, Math.max(0, localMs + (target - dayNumber) * DAY_MS)))
}

function monthsBefore(dayNumber: number, count: number): number {
  const date = dateOfDay(dayNumber)
  const {year, month} = shiftMonth(date, -count)
  return dayNumberOf(year, month, Math.min(date.day, daysInMonth(year, month)))
}
