import {mean} from '../stats/mean.ts'
import {sampleStandardDeviation} from '../stats/sample-standard-deviation.ts'

/** A day against the days before it. */
export type DispersionOutcome =
  | {readonly kind: 'too-few'; readonly seen: number; readonly needed: number}
  | {readonly kind: 'invalid'}
  /** All earlier days are equal: there is no dispersion to measure surprise with. */
  | {readonly kind: 'flat'; readonly expected: number; readonly differs: boolean}
  | {
      readonly kind: 'usual' | 'spike' | 'drop'
      /** Mean of the earlier days, in their unit. */
      readonly expected: number
      /** Variance divided by mean, in the unit of the values: 1 for counts that follow Poisson's law. */
      readonly dispersion: number
      readonly score: number
    }

/** Earlier days that are needed at least, and how many are looked at at most. */
const FEWEST_DAYS = 7
const MOST_DAYS = 30

/**
 * The last 24 hours against the 30 days before them, as a Poisson test whose dispersion is estimated from those days
 * (quasi-Poisson): z = (observed − μ)/√(φ·μ·(1 + 1/n)), φ = variance/mean.
 *
 * Poisson's own law has φ = 1, which for tokens or dollars makes the smallest change look sure (at a mean of 1,000,000
 * tokens it fires at +0.2 %).
 *
 * @param observed - Sum of the last 24 hours: tokens, dollars or calls, ≥ 0.
 * @param earlierDays - Sums of the days before, the latest last, each ≥ 0, without the last 24 hours. Only the last 30
 *   count.
 * @param threshold - Of |z|; 2 by convention.
 * @returns A verdict; `too-few` below 7 days; `flat` where all days are equal; `invalid` for a value that is negative
 *   or not finite.
 * @see McCullagh, P. and Nelder, J. (1989), Generalized Linear Models (overdispersion)
 */
export function dispersionCheck(observed: number, earlierDays: readonly number[], threshold = 2): DispersionOutcome {
  const days = earlierDays.slice(-MOST_DAYS)
  if ([observed, ...days].some((value) => !(value >= 0 && value < 1e150))) return {kind: 'invalid'}
  const deviation = sampleStandardDeviation(days)
  if (days.length < FEWEST_DAYS || deviation === null) return {kind: 'too-few', seen: days.length, needed: FEWEST_DAYS}
  const expected = mean(days)
  if (deviation === 0) return {kind: 'flat', expected, differs: observed !== days[0]}
  const score = (observed - expected) / (deviation * Math.sqrt(1 + 1 / days.length))
  const kind = score >= threshold ? 'spike' : score <= -threshold ? 'drop' : 'usual'
  return {kind, expected, dispersion: deviation ** 2 / expected, score}
}

/**
 * Sums of whole days that end at a moment: blocks of 24 hours counted back from it, so no time zone or clock change
 * matters.
 *
 * @param events - Time in milliseconds since 1970 and value each, in any order. Those later than `nowMs` are left out.
 * @param nowMs - End of the last block, itself included.
 * @param days - How many blocks, at least 1.
 * @returns `days` sums, the latest last; a block without events is 0.
 */
export function trailingDaySums(
  events: Iterable<{readonly atMs: number; readonly value: number}>,
  nowMs: number,
  days: number,
): number[] {
  const sums = new Array<number>(days).fill(0)
  for (const {atMs, value} of events) {
    const ageDays = Math.floor((nowMs - atMs) / DAY_MS)
    if (ageDays >= 0 && ageDays < days) sums[days - 1 - ageDays]! += value
  }
  return sums
}

const DAY_MS = 86_400_000
