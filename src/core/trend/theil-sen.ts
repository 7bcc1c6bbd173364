import {ascending} from '../stats/ascending.ts'
import {median} from '../stats/median.ts'
import {normalQuantile} from '../stats/normal-quantile.ts'

/** A line through values at 0, 1, 2 … that a few wild ones do not move. */
export interface TheilSen {
  /** Per step, in the unit of the values. */
  readonly slope: number
  /** The line's value at the first step. */
  readonly intercept: number
  /** Where the slope lies at the level asked for; null when there are too few values for any bound. */
  readonly band: {readonly level: number; readonly low: number; readonly high: number} | null
}

/**
 * The Theil–Sen line: its slope is the median of the slopes between all pairs, its intercept the median of what is left. The band
 * is Sen's, from the normal approximation of Kendall's variance n(n−1)(2n+5)/18: with N slopes and C = z·√variance, the slopes at
 * ranks (N−C)/2 and (N+C)/2 + 1 of the sorted ones, interpolated. Up to 29 % of wild values move neither.
 *
 * @param values - At equal steps, any unit.
 * @param level - Strictly between 0 and 1.
 * @returns null below two values; no band where the ranks lie outside (below five values at 0.9). Below ten values the
 *   approximation is rough. Ties in the values are not corrected for, which makes the band wider.
 * @see Sen, P. K. (1968), Estimates of the regression coefficient based on Kendall's tau, JASA 63; Gilbert, R. O. (1987),
 *   Statistical Methods for Environmental Pollution Monitoring, section 16.5
 */
export function theilSen(values: readonly number[], level: number): TheilSen | null {
  const count = values.length
  if (count < 2) return null
  const pairs = values.flatMap((value, i) => values.slice(i + 1).map((later, step) => (later - value) / (step + 1)))
  const slopes = ascending(pairs)
  const slope = median(pairs)
  const intercept = median(values.map((value, step) => value - slope * step))
  return {slope, intercept, band: bandOf(slopes, count, level)}
}

function bandOf(slopes: ArrayLike<number>, count: number, level: number): TheilSen['band'] {
  const spread = normalQuantile((1 + level) / 2) * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)
  // Ranks count from 1, indexes from 0.
  const low = (slopes.length - spread) / 2 - 1
  const high = (slopes.length + spread) / 2
  if (low < 0) return null
  return {level, low: between(slopes, low), high: between(slopes, high)}
}

function between(sorted: ArrayLike<number>, position: number): number {
  const below = Math.floor(position)
  const low = sorted[below]!
  return low + (position - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - low)
}
