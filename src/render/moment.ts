import {DAY_MS, dayLabel, digits} from '../core/time/calendar.ts'
import type {Period} from '../core/time/period.ts'
import {zoneOffsetMs} from '../core/time/zone-offset.ts'

/** The last instant that has a date of four-digit years. */
const LAST_MS = Date.UTC(9999, 11, 31)

/** Date and time of day as the clocks of a zone show them. */
export interface LocalMoment {
  /** `2026-10-14` */
  readonly date: string
  /** `09:05` */
  readonly time: string
  /** `09:05:59` */
  readonly exactTime: string
}

/**
 * What the clocks of a zone show.
 *
 * @param atMs - Milliseconds since 1970; null or not a date gives null.
 * @param timezone - IANA name.
 */
export function localMoment(atMs: number | null, timezone: string): LocalMoment | null {
  if (atMs === null || !(atMs >= 0 && atMs < LAST_MS)) return null
  const localMs = atMs + zoneOffsetMs(timezone, atMs)
  const day = Math.floor(localMs / DAY_MS)
  const seconds = Math.floor((localMs - day * DAY_MS) / 1000)
  const time = `${digits(Math.floor(seconds / 3600), 2)}:${digits(Math.floor(seconds / 60) % 60, 2)}`
  return {date: dayLabel(day), time, exactTime: `${time}:${digits(seconds % 60, 2)}`}
}

/** RFC 3339 in UTC; null for null and for what is no date. */
export function timestamp(atMs: number | null): string | null {
  return atMs !== null && Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : null
}

/** `2026-10-14 09:05`, or `unknown`. */
export function formatMoment(atMs: number | null, timezone: string): string {
  const moment = localMoment(atMs, timezone)
  return moment ? `${moment.date} ${moment.time}` : 'unknown'
}

/**
 * The same for someone who looks at it now: `today 09:05`, `yesterday 17:30`, `tomorrow 00:00`; other days by their date. Off a
 * terminal, where it may be read later, always the date.
 *
 * @param nowMs - The moment of the report.
 */
export function shownMoment(
  atMs: number | null,
  nowMs: number,
  {timezone, columns}: {readonly timezone: string; readonly columns: number | undefined},
): string {
  const moment = localMoment(atMs, timezone)
  const today = localMoment(nowMs, timezone)
  if (columns === undefined || moment === null || today === null) return formatMoment(atMs, timezone)
  const days = (Date.parse(moment.date) - Date.parse(today.date)) / DAY_MS
  const word = days === 0 ? 'today' : days === -1 ? 'yesterday' : days === 1 ? 'tomorrow' : moment.date
  return `${word} ${moment.time}`
}

/**
 * From when to when, as people say it: whole days inclusive, else with the time of day. Empty when the period has no bounds.
 *
 * @param dash - What stands between the two, with its spaces.
 * @returns Such as `2026-10-01 – 2026-10-31`, `2026-10-14`, `2026-10-14 12:00 – 13:00`, `since 2026-10-01`, `until 2026-10-31`.
 */
export function formatSpan(
  {fromMs, toMs, timezone}: Pick<Period, 'fromMs' | 'toMs' | 'timezone'>,
  dash: string,
): string {
  const from = localMoment(fromMs, timezone)
  const to = localMoment(toMs, timezone)
  const wholeDays = (!from || from.exactTime === '00:00:00') && (!to || to.exactTime === '00:00:00')
  const lastDay = localMoment(toMs === null ? null : toMs - 1, timezone)?.date
  if (!from && !to) return ''
  if (!from) return `until ${wholeDays ? lastDay : `${to?.date} ${to?.time}`}`
  const start = wholeDays ? from.date : `${from.date} ${from.time}`
  if (!to) return `since ${start}`
  const end = wholeDays ? lastDay : to.date === from.date ? to.time : `${to.date} ${to.time}`
  return start === end ? start : `${start}${dash}${end}`
}

/**
 * A length of time in its two largest units: `45s`, `2h 14m`, `3d 4h`; `0s` when it is not positive.
 *
 * @param durationMs - Milliseconds.
 */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  if (days > 0) return hours > 0 ? `${days}d ${hours}h` : `${days}d`
  if (hours > 0) return minutes > 0 ? `${hours}h ${minutes}m` : `${hours}h`
  return minutes > 0 ? `${minutes}m` : `${seconds}s`
}
