import {dayNumber, dayText, validDayNumber} from './calendar-day.ts'

/**
 * Spend per calendar day, without gaps: `values[0]` is the spend of `firstDay`, each next one of the day after. A
 * series starts on the first day with spend, or where its author says it does; zeros before that would count as days
 * without spend. Today is left out unless it is over.
 */
export interface DailySeries {
  /** `YYYY-MM-DD`. */
  readonly firstDay: string
  /** US dollars, one per day. */
  readonly values: readonly number[]
}

/** The longest series that is taken: a hundred years of days. */
export const LONGEST_SERIES_DAYS = 36_600

/** The largest daily spend that is taken, in US dollars. Anything above is a unit mistake. */
export const LARGEST_DAILY_USD = 1e12

/** Why a series cannot be used as it is, and where. */
export interface SeriesFault {
  readonly reason: 'invalid-day' | 'not-finite' | 'negative-value' | 'too-large' | 'too-long'
  /** Index of the value at fault; 0 where the fault is the whole series'. */
  readonly index: number
}

/**
 * Judges whether a series can be forecast from at all.
 *
 * @param series - Any number of days.
 * @returns The first fault, or null when there is none (the empty series has none).
 */
export function seriesFault(series: DailySeries): SeriesFault | null {
  if (dayNumber(series.firstDay) === null) return {reason: 'invalid-day', index: 0}
  if (series.values.length > LONGEST_SERIES_DAYS) return {reason: 'too-long', index: LONGEST_SERIES_DAYS}
  for (const [index, value] of series.values.entries()) {
    if (!Number.isFinite(value)) return {reason: 'not-finite', index}
    if (value < 0) return {reason: 'negative-value', index}
    if (value > LARGEST_DAILY_USD) return {reason: 'too-large', index}
  }
  return null
}

/**
 * The day that lies `days` after the last known day of a series.
 *
 * @param series - At least one day, its first day valid.
 * @param days - Whole; 0 is the last known day itself.
 * @returns `YYYY-MM-DD`.
 */
export function dayAfter(series: DailySeries, days: number): string {
  return dayText(validDayNumber(series.firstDay) + series.values.length - 1 + days)
}

/**
 * The series as it was known at the end of a day: later days are cut off; days after its last one count as without
 * spend.
 *
 * @param series - Its first day valid.
 * @param lastDay - `YYYY-MM-DD`, valid.
 * @returns A series that ends on `lastDay`; without any day if that lies before the first.
 */
export function seriesUntil(series: DailySeries, lastDay: string): DailySeries {
  const length = Math.max(0, validDayNumber(lastDay) - validDayNumber(series.firstDay) + 1)
  const known = series.values.slice(0, length)
  return {firstDay: series.firstDay, values: [...known, ...new Array<number>(length - known.length).fill(0)]}
}
