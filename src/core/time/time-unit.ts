import {localDayOf} from './local-day.ts'
import {localHourOf} from './local-hour.ts'
import {localMonthOf} from './local-month.ts'
import {localWeekOf} from './local-week.ts'
import type {TimeSpan} from './time-span.ts'

/** The units of the calendar by which money is grouped. */
export const TIME_UNITS = ['hour', 'day', 'week', 'month'] as const

/** One of the units of the calendar. */
export type TimeUnit = (typeof TIME_UNITS)[number]

type SpanOf = (zone: string, atMs: number, monthStart: number) => TimeSpan

const SPAN_OF: Readonly<Record<TimeUnit, SpanOf>> = {
  hour: localHourOf,
  day: localDayOf,
  week: localWeekOf,
  month: localMonthOf,
}

/**
 * The hour, day, week or month of a zone that holds an instant. Every instant lies in exactly one of each.
 *
 * @param unit - Which.
 * @param atMs - Milliseconds since 1970.
 * @param zone - IANA name.
 * @param monthStart - Day on which months begin, 1…31.
 * @throws RangeError when the zone does not exist.
 */
export function timeSpanOf(unit: TimeUnit, atMs: number, zone: string, monthStart = 1): TimeSpan {
  const {label, fromMs, toMs} = SPAN_OF[unit](zone, atMs, monthStart)
  return {label, fromMs, toMs}
}
