import type {PointBand} from './forecaster.ts'

/**
 * The interval score: the width of the band, and for a miss its distance times 2 divided by the share of misses
 * allowed.
 *
 * @param band - US dollars.
 * @param actual - US dollars.
 * @param level - Of the band, strictly between 0 and 1; at 0.95 a miss costs 40 times its distance.
 * @returns US dollars; lower is better.
 * @see Gneiting, T. and Raftery, A. (2007), Strictly proper scoring rules, prediction, and estimation
 */
export function intervalScore(band: PointBand, actual: number, level: number): number {
  const distance = Math.max(0, band.low - actual) + Math.max(0, actual - band.high)
  return band.high - band.low + (2 / (1 - level)) * distance
}

/** The size of an ordinary error of a series so far, fed one day at a time. */
export interface ErrorScale {
  learn(usd: number): void
  /** US dollars per day, above 0. */
  usd(): number
}

/**
 * The mean change from a day to the same weekday a week later, over the days known so far (M4's scale for weekly
 * seasons), at least a tenth of the mean day and at least one cent.
 *
 * @returns A scale of one cent before the first day.
 */
export function createErrorScale(): ErrorScale {
  const week: number[] = []
  let days = 0
  let spent = 0
  let changes = 0
  return {
    learn(usd) {
      const before = week[days % 7]
      if (before !== undefined) changes += Math.abs(usd - before)
      week[days % 7] = usd
      days++
      spent += usd
    },
    usd: () => Math.max(changes / Math.max(1, days - 7), (0.1 * spent) / Math.max(1, days), 0.01),
  }
}
