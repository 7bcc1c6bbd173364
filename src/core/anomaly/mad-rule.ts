import {modifiedZ, modifiedZScale, type ModifiedZScale} from '../stats/modified-z.ts'
import {createRecentWindowDetector} from './recent-window-detector.ts'
import {invalidCost, type Verdict} from './verdict.ts'

/** The usual mark of an outlier for modified z-scores. */
export const MODIFIED_Z_THRESHOLD = 3.5

/** Fewer values than this tell no outlier. */
export const FEWEST_VALUES = 3

/**
 * The MAD rule over a stream of calls: modified z-score by the 30 earlier calls of the same key, alert beyond ±3.5. It
 * alerts on dozens of 1,000 ordinary calls; it is there to compare with, and for few values (see `madOutliers`).
 *
 * @param windowCalls - Earlier calls of a key that are looked at.
 * @param threshold - 3.5 by convention.
 * @returns A function of key and cost (US dollars) that judges one call after another, oldest first. Scores are
 *   modified z.
 * @see Iglewicz, B. and Hoaglin, D. (1993), How to Detect and Handle Outliers, ASQC
 */
export function createMadDetector(
  windowCalls = 30,
  threshold = MODIFIED_Z_THRESHOLD,
): (key: string, costUsd: number) => Verdict {
  return createRecentWindowDetector(windowCalls, (costUsd, earlier) =>
    earlier.length < windowCalls
      ? {kind: 'learning', seen: earlier.length, needed: windowCalls}
      : verdictOf(costUsd, modifiedZScale(earlier), earlier.length, threshold),
  )
}

/** Outliers among a handful of values, each judged by all of them, itself included. */
export type MadOutcome =
  | {readonly kind: 'too-few'; readonly seen: number; readonly needed: number}
  | {readonly kind: 'invalid'; readonly index: number}
  | {readonly kind: 'judged'; readonly scale: ModifiedZScale; readonly verdicts: readonly Verdict[]}

/**
 * Outliers among a few values such as the costs of sessions. The values may judge themselves, since median and MAD
 * hardly feel an outlier. Where MAD = 0 the mean absolute deviation stands in, so one dear session among equal ones is
 * found.
 *
 * @param valuesUsd - US dollars, any order.
 * @param threshold - 3.5 by convention.
 * @returns One verdict per value, all `flat` where all values are equal; `too-few` below 3; `invalid` names the first
 *   value that is no cost.
 */
export function madOutliers(valuesUsd: readonly number[], threshold = MODIFIED_Z_THRESHOLD): MadOutcome {
  const index = valuesUsd.findIndex((value) => invalidCost(value) !== null)
  if (index >= 0) return {kind: 'invalid', index}
  if (valuesUsd.length < FEWEST_VALUES) return {kind: 'too-few', seen: valuesUsd.length, needed: FEWEST_VALUES}
  const scale = modifiedZScale(valuesUsd)
  return {
    kind: 'judged',
    scale,
    verdicts: valuesUsd.map((value) => verdictOf(value, scale, valuesUsd.length, threshold)),
  }
}

function verdictOf(costUsd: number, scale: ModifiedZScale, historyCalls: number, threshold: number): Verdict {
  const expectedUsd = scale.median
  if (scale.branch === 'flat') return {kind: 'flat', expectedUsd, differs: costUsd !== expectedUsd}
  const score = modifiedZ(costUsd, scale)
  const kind = score > threshold ? 'spike' : score < -threshold ? 'drop' : 'usual'
  return {kind, expectedUsd, score, source: 'window', historyCalls}
}
