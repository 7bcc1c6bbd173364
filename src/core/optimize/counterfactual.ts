import type {Picodollars} from '../money/picodollars.ts'
import {COST_CLASSES, type RateVector} from '../rates/rate.ts'
import {costOf} from '../report/amounts.ts'
import type {TokenSums} from '../tokens.ts'

/** Calls that would be priced alike on another model. */
export interface UsedTokens {
  readonly tokens: TokenSums
  readonly webSearches: bigint
  /** What they cost, in picodollars. */
  readonly actualPicodollars: Picodollars
  /** What the other model would have charged per token. */
  readonly otherRate: RateVector
}

/** The same tokens on one model. Picodollars. */
export interface Counterfactual {
  readonly actualPicodollars: Picodollars
  readonly otherPicodollars: Picodollars
  /** Other less actual: what was saved by not using it. Negative: more was spent than even this model would have cost. */
  readonly savedPicodollars: Picodollars
  /** Saved in percent of what was spent; null where that is 0. */
  readonly savedPct: number | null
}

/**
 * What the same tokens would have cost on one model throughout. Another model would have used other tokens: it compares
 * prices, not models.
 *
 * @param groups - Any number; none gives zeros.
 */
export function counterfactual(groups: readonly UsedTokens[]): Counterfactual {
  let [actual, other] = [0n, 0n]
  for (const {tokens, webSearches, actualPicodollars, otherRate} of groups) {
    const cost = costOf({tokens, webSearches}, otherRate)
    actual += actualPicodollars
    other += COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n)
  }
  const saved = other - actual
  return {
    actualPicodollars: actual,
    otherPicodollars: other,
    savedPicodollars: saved,
    savedPct: actual === 0n ? null : (100 * Number(saved)) / Number(actual),
  }
}
