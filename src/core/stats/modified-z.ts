import {mean} from './mean.ts'
import {median} from './median.ts'

/** Which spread the score could be divided by: the MAD; the mean absolute deviation where MAD = 0; or none at all. */
export type ModifiedZBranch = 'mad' | 'meanAD' | 'flat'

/** The center and spread that modified z-scores are measured with. */
export interface ModifiedZScale {
  readonly branch: ModifiedZBranch
  readonly median: number
  /** Median absolute deviation, without a factor. */
  readonly mad: number
  /** Mean absolute deviation from the median. */
  readonly meanAbsoluteDeviation: number
}

/**
 * Center and spread for modified z-scores, robust against the very outliers that are looked for.
 *
 * @param values - At least one, any unit.
 * @returns Median, MAD, mean absolute deviation, and the branch of the rule: `flat` when all values are equal.
 * @throws RangeError for an empty list (a bug in the caller).
 * @see Iglewicz, B. and Hoaglin, D. (1993), How to Detect and Handle Outliers, ASQC; the MAD = 0 rule as in IBM SPSS
 */
export function modifiedZScale(values: readonly number[]): ModifiedZScale {
  const center = median(values)
  const distances = values.map((value) => Math.abs(value - center))
  const mad = median(distances)
  const meanAbsoluteDeviation = mean(distances)
  const branch = mad > 0 ? 'mad' : meanAbsoluteDeviation > 0 ? 'meanAD' : 'flat'
  return {branch, median: center, mad, meanAbsoluteDeviation}
}

/**
 * The modified z-score of one value: 0.6745·(x − median)/MAD; where MAD = 0, (x − median)/(1.253314·mean absolute
 * deviation); where that is 0 too, 0 (`flat`: no score can be told, which the scale's branch says).
 *
 * @param value - In the unit that the scale was built from; need not be one of its values.
 * @param scale - From `modifiedZScale`.
 * @returns The score, without unit. Beyond ±3.5 is the usual mark of an outlier.
 */
export function modifiedZ(value: number, scale: ModifiedZScale): number {
  const distance = value - scale.median
  if (scale.branch === 'mad') return (0.6745 * distance) / scale.mad
  return scale.branch === 'meanAD' ? distance / (1.253314 * scale.meanAbsoluteDeviation) : 0
}
