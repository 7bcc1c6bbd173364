import {type CalendarDate, dateOfDay, dayNumberOf, daysInMonth, monthLabel} from './calendar.ts'
import {localDayOf, startOfDayNumberMs} from './local-day.ts'
import type {TimeSpan} from './time-span.ts'

/** A calendar month; `month` is 1…12. */
export type CalendarMonth = Omit<CalendarDate, 'day'>

/**
 * The month of a zone that holds an instant, a billing month when `monthStart` is not 1.
 *
 * @param zone - IANA name.
 * @param atMs - Milliseconds since 1970.
 * @param monthStart - Day on which months begin, 1…31; the last of the month in months that are shorter.
 * @returns The month; its label is `YYYY-MM`, the calendar month in which it begins.
 */
export function localMonthOf(zone: string, atMs: number, monthStart = 1): TimeSpan {
  const {dayNumber} = localDayOf(zone, atMs)
  const {year, month} = dateOfDay(dayNumber)
  const begun = dayNumber >= startDayNumber({year, month}, monthStart)
  return localMonthOfYear(zone, begun ? {year, month} : shiftMonth({year, month}, -1), monthStart)
}

/**
 * The month of a zone that begins in a given calendar month.
 *
 * @param zone - IANA name.
 * @param month - The calendar month.
 * @param monthStart - Day on which months begin, 1…31; the last of the month in months that are shorter.
 */
export function localMonthOfYear(zone: string, month: CalendarMonth, monthStart = 1): TimeSpan {
  return {
    label: monthLabel(month.year, month.month),
    fromMs: startOfDayNumberMs(zone, startDayNumber(month, monthStart)),
    toMs: startOfDayNumberMs(zone, startDayNumber(shiftMonth(month, 1), monthStart)),
  }
}

/**
 * A month that is written out.
 *
 * @param label - `YYYY-MM`.
 * @returns null unless it is such a month, of the years 1970 to 9999.
 */
export function parseMonthLabel(label: string): CalendarMonth | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(label)
  return match && Number(match[1]) >= 1970 ? {year: Number(match[1]), month: Number(match[2])} : null
}

/**
 * The month some months later, or earlier.
 *
 * @param month - Where to start; the result must lie in the year 100 or later.
 * @param months - How many; negative for earlier.
 */
export function shiftMonth({year, month}: CalendarMonth, months: number): CalendarMonth {
  const index = year * 12 + month - 1 + months
  return {year: Math.floor(index / 12), month: (index % 12) + 1}
}

function startDayNumber({year, month}: CalendarMonth, monthStart: number): number {
  return dayNumberOf(year, month, Math.min(monthStart, daysInMonth(year, month)))
}
