import {DAY_MS, dayNumberOfDate} from './calendar.ts'
import {parseDateTime} from './date-time.ts'

/** 10000-01-01T00:00:00.000Z. */
const END_MS = 253_402_300_800_000

/** The last date that was read, as year · 10,000 + month · 100 + day, and its midnight: log lines come in order of time. */
let lastDate = 19_700_101
let lastMidnightMs = 0

/**
 * Reads the timestamp of a log line: RFC 3339 with `Z` or an offset.
 *
 * @param value - Anything; Claude Code writes `2026-11-15T10:00:00.000Z`, and for that form no Date and no pattern is used.
 * @returns Milliseconds since 1970; null for what is no text or no such timestamp (also one without offset, and a date that does not exist),
 *   and for years outside 1970 to 9999.
 */
export function parseTimestamp(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const quick = value.length === 24 ? parseUsualForm(value) : null
  if (quick !== null) return quick
  const written = parseDateTime(value)
  if (!written || written.offsetMs === null) return null
  const atMs = written.localMs - written.offsetMs
  return atMs >= 0 && atMs < END_MS ? atMs : null
}

/** `YYYY-MM-DDTHH:MM:SS.mmmZ`, or null. */
function parseUsualForm(text: string): number | null {
  const marks =
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    text.charCodeAt(19) === 46 &&
    text.charCodeAt(23) === 90
  if (!marks) return null
  const midnightMs = midnightOf(numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2))
  const hour = numberAt(text, 11, 2)
  const minute = numberAt(text, 14, 2)
  const second = numberAt(text, 17, 2)
  // Not a number compares as false.
  if (!(hour < 24 && minute < 60 && second < 60)) return null
  const atMs = midnightMs + hour * 3_600_000 + minute * 60_000 + second * 1000 + numberAt(text, 20, 3)
  return atMs >= 0 ? atMs : null
}

function midnightOf(year: number, month: number, day: number): number {
  const date = year * 10_000 + month * 100 + day
  if (date !== lastDate) {
    const dayNumber = Number.isNaN(date) ? null : dayNumberOfDate(year, month, day)
    if (dayNumber === null) return NaN
    lastDate = date
    lastMidnightMs = dayNumber * DAY_MS
  }
  return lastMidnightMs
}

/** The digits from an index on as a number, NaN when one of them is none. */
function numberAt(text: string, index: number, length: number): number {
  let number = 0
  for (let at = index; at < index + length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return NaN
    number = number * 10 + digit
  }
  return number
}
