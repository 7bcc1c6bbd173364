import type {Picodollars} from '../money/picodollars.ts'
import type {CostByClass} from '../rates/rate.ts'
import type {TokenSums} from '../tokens.ts'

/**
 * What a group of calls amounts to. Every breakdown's totals add up to the whole, exactly
 * (except `sessions`, a count of distinct ones).
 */
export interface Totals {
  /** Priced money only; neither estimates nor missing output are inside. */
  readonly costPicodollars: Picodollars
  readonly costByClass: CostByClass
  readonly calls: bigint
  readonly sessions: number
  readonly tokens: TokenSums
  readonly webSearches: bigint
  /** Unpriced calls whose model family gives an estimate. */
  readonly estimated: {
    readonly costPicodollars: Picodollars
    readonly calls: bigint
    readonly models: readonly string[]
  }
  /** All calls without a rate; `tokens` of every class together. */
  readonly unpriced: {readonly calls: bigint; readonly tokens: bigint; readonly models: readonly string[]}
  /** Calls whose logged output is only the start of the stream, with the estimate of what is missing. */
  readonly lowerBound: {
    readonly calls: bigint
    readonly missingOutputTokens: bigint
    readonly costPicodollars: Picodollars
  }
  /** Cache figures; `readSavings` against uncached input, `hitRatio` null without any prompt token. */
  readonly cache: {readonly hitRatio: number | null; readonly readSavingsPicodollars: Picodollars}
}
