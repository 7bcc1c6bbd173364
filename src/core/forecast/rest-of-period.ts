import type {PointBand} from './forecaster.ts'

/** Forecasts from the end of yesterday, as far as the rest of a period needs them. US dollars. */
export interface RestInput {
  /** The sum from today to the last day of the period, both whole. */
  readonly whole: PointBand
  /** The sum of one day less; null where the period ends today. */
  readonly oneDayLess: PointBand | null
  /** The sum of today alone. */
  readonly today: PointBand
  /** How much of today is still to come, 0 (over) to 1 (just begun). */
  readonly restOfToday: number
}

/**
 * What the rest of a period will cost: the rest of today and the whole days after it. What was spent today so far is
 * known, so it is no part of it.
 *
 * Point: the forecast of the whole days less the part of today that is over, in proportion to time. Reach of the band:
 * that of one day less plus the root of what is left of today times what today adds, since the spread of a sum grows
 * with the root of time. At midnight it is the band of the whole days, and just before the end of the period nothing.
 *
 * @param input - See `RestInput`.
 * @returns 0 ≤ low ≤ point ≤ high.
 */
export function restOfPeriod({whole, oneDayLess, today, restOfToday}: RestInput): PointBand {
  const point = Math.max(0, whole.point - (1 - restOfToday) * today.point)
  const part = Math.sqrt(restOfToday)
  const reach = (of: (band: PointBand) => number) => {
    const before = oneDayLess === null ? 0 : of(oneDayLess)
    return before + part * Math.max(0, of(whole) - before)
  }
  const down = reach((band) => band.point - band.low)
  return {point, low: Math.max(0, point - down), high: point + reach((band) => band.high - band.point)}
}
