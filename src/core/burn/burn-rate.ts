import {mean} from '../stats/mean.ts'

/** How the current bucket, which is not over, is treated. */
export type PartialRule = 'scale' | 'leave-out'

/** Spend in buckets of equal length, without gaps. */
export interface BurnInput {
  /** US dollars per bucket, oldest first; empty buckets are 0. The last one is the current one. */
  readonly bucketsUsd: readonly number[]
  /** How much of the current bucket is over: above 0 and up to 1, where 1 is a whole bucket. */
  readonly elapsedShare: number
  /** What to do with a current bucket that is not over. */
  readonly partial: PartialRule
}

/** The latest bucket against the ones before it. US dollars. */
export type BurnOutcome =
  | {readonly kind: 'none'; readonly reason: 'too-short' | 'invalid-value' | 'invalid-share'}
  | {
      readonly kind: 'burn'
      /**
       * Whether the latest bucket is whole, extrapolated from its elapsed part, or the last whole one (the current
       * left out).
       */
      readonly latest: 'whole' | 'scaled' | 'current-left-out'
      readonly latestUsd: number
      /** Mean of the earlier buckets, empty ones counted as 0. */
      readonly priorMeanUsd: number
      readonly priorBuckets: number
      readonly deltaUsd: number
      /** Percent; null where the earlier buckets are all empty. */
      readonly deltaPct: number | null
    }

/**
 * Burn rate: the latest bucket against the mean of all earlier ones. Empty buckets count as 0; leaving them out would
 * hide that nothing was spent.
 *
 * @param input - See `BurnInput`.
 * @returns The comparison, or why there is none: fewer than two buckets to compare, a negative or non-finite amount, or
 *   a share outside (0, 1].
 */
export function burnRate(input: BurnInput): BurnOutcome {
  const {bucketsUsd, elapsedShare, partial} = input
  if (!(elapsedShare > 0 && elapsedShare <= 1)) return {kind: 'none', reason: 'invalid-share'}
  if (bucketsUsd.some((usd) => !(usd >= 0 && usd <= LARGEST_USD))) return {kind: 'none', reason: 'invalid-value'}
  const whole = elapsedShare === 1
  const leftOut = !whole && partial === 'leave-out'
  const considered = leftOut ? bucketsUsd.slice(0, -1) : bucketsUsd
  const last = considered.at(-1)
  const prior = considered.slice(0, -1)
  if (last === undefined || prior.length === 0) return {kind: 'none', reason: 'too-short'}
  const latestUsd = leftOut ? last : last / elapsedShare
  const priorMeanUsd = mean(prior)
  const deltaUsd = latestUsd - priorMeanUsd
  return {
    kind: 'burn',
    latest: whole ? 'whole' : leftOut ? 'current-left-out' : 'scaled',
    latestUsd,
    priorMeanUsd,
    priorBuckets: prior.length,
    deltaUsd,
    deltaPct: priorMeanUsd > 0 ? (100 * deltaUsd) / priorMeanUsd : null,
  }
}

/** Anything above is a unit mistake. */
const LARGEST_USD = 1e12

/**
 * Whether spending speeds up by more than a percentage. From zero any growth counts, as over any percentage.
 *
 * @param deltaPct - From `burnRate`; null when the earlier buckets are empty.
 * @param deltaUsd - From `burnRate`.
 * @param thresholdPct - Percent.
 */
export function accelerates(
  {deltaPct, deltaUsd}: {readonly deltaPct: number | null; readonly deltaUsd: number},
  thresholdPct: number,
): boolean {
  return deltaPct === null ? deltaUsd > 0 : deltaPct > thresholdPct
}
