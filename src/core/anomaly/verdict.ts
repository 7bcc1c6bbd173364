/** What a detector says of one value. `expectedUsd` is what such a value usually is, in US dollars. */
export type Verdict =
  /** Too little is known to judge: `seen` of `needed` earlier values. */
  | {readonly kind: 'learning'; readonly seen: number; readonly needed: number}
  /** All earlier values are equal (σ = 0), so there is no measure of surprise. */
  | {readonly kind: 'flat'; readonly expectedUsd: number; readonly differs: boolean}
  | ({readonly kind: 'usual'} & Judgement)
  | ({readonly kind: 'spike'} & Judgement)
  | ({readonly kind: 'drop'} & Judgement)
  /** Not a cost: it is neither judged nor learned from. */
  | {readonly kind: 'invalid'; readonly reason: InvalidCost}

/** The figures of a verdict. */
export interface Judgement {
  /**
   * What such a value usually is: the median of the window, or the mean where the method works with means. US
   * dollars.
   */
  readonly expectedUsd: number
  /** In the unit of the method: z, modified z, or times the expected value. */
  readonly score: number
  /** Own earlier values; those of a broader key, scaled to this one; or a learned prior. */
  readonly source: 'window' | 'borrowed' | 'prior'
  /** How many own earlier values there were. */
  readonly historyCalls: number
}

/** Why a number cannot be a cost. */
export type InvalidCost = 'not-finite' | 'negative' | 'too-large'

/** The largest cost of one call, session or day that is taken, in US dollars. Anything above is a unit mistake. */
export const LARGEST_COST_USD = 1e12

/**
 * Judges whether a number can be a cost at all.
 *
 * @param usd - Any number.
 * @returns The reason why not, or null.
 */
export function invalidCost(usd: number): InvalidCost | null {
  if (!Number.isFinite(usd)) return 'not-finite'
  if (usd < 0) return 'negative'
  return usd > LARGEST_COST_USD ? 'too-large' : null
}
