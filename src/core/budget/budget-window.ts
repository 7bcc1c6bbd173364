import {DAY_MS} from '../time/calendar.ts'
import {TIME_UNITS} from '../time/time-unit.ts'
import type {BudgetWindowKind} from './budget.ts'

const UNIT_MS: Readonly<Record<string, number>> = {min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000}

/** What `window` takes, for people. */
export const WINDOW_EXPECTED = 'session, hour, day, week, month, or a rolling span such as 5h or 7d (30min to 366d)'

const LEAST_SPAN_MS = 30 * 60_000
const MOST_SPAN_MS = 366 * 86_400_000

/**
 * Reads the window of a budget: `session`, a unit of the calendar, or a rolling span (`5h`, `7d`, also `rolling 5h`).
 *
 * @param text - As written.
 * @returns null for anything else, and for spans below half an hour or above a leap year.
 */
export function parseWindow(text: string): BudgetWindowKind | null {
  if (text === 'session') return 'session'
  const unit = TIME_UNITS.find((name) => name === text)
  if (unit !== undefined) return unit
  const span = /^(?:rolling[ -])?([1-9]\d{0,5})(min|h|d|w)$/.exec(text)
  if (span === null) return null
  const spanMs = Number(span[1]) * UNIT_MS[span[2]!]!
  return spanMs >= LEAST_SPAN_MS && spanMs <= MOST_SPAN_MS ? {spanMs} : null
}

/** The window in words that {@link parseWindow} reads: `month`, `5h`. */
export function windowName(window: BudgetWindowKind): string {
  if (typeof window === 'string') return window
  const {spanMs} = window
  if (spanMs % DAY_MS === 0) return `${spanMs / DAY_MS}d`
  return spanMs % 3_600_000 === 0 ? `${spanMs / 3_600_000}h` : `${spanMs / 60_000}min`
}
