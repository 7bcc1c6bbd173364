import {DAY_MS, dayNumberOfDate} from './calendar.ts'

/** A date-time as it is written: what the clocks show, and their offset from UTC if it is said. */
export interface DateTime {
  /** Milliseconds since 1970-01-01T00:00 of the same clocks. */
  readonly localMs: number
  /** Local time minus UTC, in milliseconds; null when it is not said. */
  readonly offsetMs: number | null
}

const FORM =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])([01]\d|2[0-3]):?([0-5]\d))?$/

/**
 * Reads a date-time of RFC 3339; seconds and offset may be absent. Digits beyond milliseconds are cut off; there are no leap seconds.
 *
 * @param text - Such as `2026-11-01T09:30:00.000Z`, `2026-11-01T09:30+05:30` or `2026-11-01 09:30`.
 * @returns null when it is something else, when the date does not exist, and for years outside 1970 to 9999.
 * @see https://www.rfc-editor.org/rfc/rfc3339
 */
export function parseDateTime(text: string): DateTime | null {
  const match = FORM.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second = '0', fraction = '', utc, sign, offsetHours, offsetMinutes] = match
  const dayNumber = dayNumberOfDate(Number(year), Number(month), Number(day))
  if (dayNumber === null) return null
  const clockMs = millisecondsOf(hour, minute) + Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  const localMs = dayNumber * DAY_MS + clockMs
  if (utc) return {localMs, offsetMs: 0}
  if (!sign) return {localMs, offsetMs: null}
  const offsetMs = millisecondsOf(offsetHours, offsetMinutes)
  return {localMs, offsetMs: sign === '-' ? 0 - offsetMs : offsetMs}
}

function millisecondsOf(hours: string | undefined, minutes: string | undefined): number {
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000
}
