import {parseDayLabel} from '../../time/calendar.ts'

/**
 * Whether a text is a day of the calendar, `YYYY-MM-DD`.
 *
 * @param text - null is none.
 */
export function isDay(text: string | null): text is string {
  return text !== null && parseDayLabel(text) !== null
}
