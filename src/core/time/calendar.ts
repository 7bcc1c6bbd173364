/** One day. Days of the calendar are counted from 1970-01-01 = 0, whatever the zone. */
export const DAY_MS = 86_400_000

/** A date taken apart; `month` is 1…12. */
export interface CalendarDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/**
 * The number of a date in the Gregorian calendar, 1970-01-01 being 0. A day or month out of range counts on (2026-02-30 is March 2nd).
 *
 * @param year - 100 or later.
 * @param month - 1…12.
 * @param day - 1…31.
 */
export function dayNumberOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY_MS
}

/**
 * The date of a day number; inverse of `dayNumberOf`.
 *
 * @param dayNumber - Days since 1970-01-01.
 */
export function dateOfDay(dayNumber: number): CalendarDate {
  const date = new Date(dayNumber * DAY_MS)
  return {year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate()}
}

/**
 * `YYYY-MM-DD` of a day number.
 *
 * @param dayNumber - Days since 1970-01-01.
 */
export function dayLabel(dayNumber: number): string {
  const {year, month, day} = dateOfDay(dayNumber)
  return `${monthLabel(year, month)}-${digits(day, 2)}`
}

/**
 * `YYYY-MM` of a month.
 *
 * @param year - Four digits.
 * @param month - 1…12.
 */
export function monthLabel(year: number, month: number): string {
  return `${digits(year, 4)}-${digits(month, 2)}`
}

/**
 * The number of a date that is written out.
 *
 * @param label - `YYYY-MM-DD`.
 * @returns null unless it is such a date, exists in the calendar and lies in the years 1970 to 9999.
 */
export function parseDayLabel(label: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(label)
  return match ? dayNumberOfDate(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

/**
 * The number of a date that may not exist.
 *
 * @returns null for 2026-02-29, month 13, day 0 and years outside 1970 to 9999.
 */
export function dayNumberOfDate(year: number, month: number, day: number): number | null {
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return dayNumberOf(year, month, day)
}

/**
 * 28 to 31.
 *
 * @param year - Four digits.
 * @param month - 1…12.
 */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/**
 * A whole number ≥ 0 with leading zeros.
 *
 * @param value - The number.
 * @param length - The least count of digits.
 */
export function digits(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
