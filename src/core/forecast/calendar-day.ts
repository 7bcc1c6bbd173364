/**
 * The number of a calendar day, counted from 1970-01-01 = 0 in the proleptic Gregorian calendar. No clock, no zone: a
 * day is a name here, so days of 23 or 25 hours count as one like all others.
 *
 * @param text - `YYYY-MM-DD`, a day that exists.
 * @returns Days since 1970-01-01, negative before; null when `text` is no such day.
 * @see Hinnant, H., chrono-compatible low-level date algorithms (days_from_civil)
 */
export function dayNumber(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  const number = era * 146097 + dayOfEra - 719468
  return dayText(number) === text ? number : null
}

/**
 * The number of a day that is known to be valid.
 *
 * @param text - `YYYY-MM-DD`.
 * @returns Days since 1970-01-01.
 * @throws RangeError when `text` names no day (a bug in the caller).
 */
export function validDayNumber(text: string): number {
  const number = dayNumber(text)
  if (number === null) throw new RangeError(`no such day: ${text}`)
  return number
}

/**
 * The name of a calendar day.
 *
 * @param number - Days since 1970-01-01, whole, within the years 0…9999.
 * @returns `YYYY-MM-DD`.
 * @see Hinnant, H., chrono-compatible low-level date algorithms (civil_from_days)
 */
export function dayText(number: number): string {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/**
 * The weekday of a calendar day.
 *
 * @param number - Days since 1970-01-01 (a Thursday), whole, any sign.
 * @returns 0 for Sunday to 6 for Saturday.
 */
export function weekday(number: number): number {
  return (((number + 4) % 7) + 7) % 7
}
