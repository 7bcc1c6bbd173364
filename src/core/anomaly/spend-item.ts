import {COST_CLASSES, type CostByClass} from '../rates/rate.ts'
import type {TokenSums} from '../tokens.ts'
import type {UseByClass} from './explain-excess.ts'

/** What an alert may be about. */
export type AnomalyUnit = 'call' | 'session' | 'day'

/** A call, a session or a day, as a detector sees it. */
export interface SpendItem {
  /** Of the call or session; `YYYY-MM-DD` of the day. */
  readonly id: string
  /** Milliseconds since 1970; null without a timestamp. */
  readonly atMs: number | null
  /** From the narrowest to the broadest; see `KeyedCost`. */
  readonly keys: readonly [string, ...string[]]
  /** US dollars, estimates included. */
  readonly usd: number
  readonly tokens: TokenSums
  readonly webSearches: bigint
  /** Picodollars by class. */
  readonly cost: CostByClass
  /** The only or the dearest one. */
  readonly model: string
  readonly agent: string
  readonly session: string | null
  readonly prompt: string | null
  /** Whether more may come to it: the present session or day. */
  readonly open: boolean
}

/**
 * Tokens and money by class, as an excess is explained with them.
 *
 * @param item - Any.
 * @returns One entry per cost class, web searches included.
 */
export function useOf({tokens, webSearches, cost}: Pick<SpendItem, 'tokens' | 'webSearches' | 'cost'>): UseByClass {
  return Object.fromEntries(
    COST_CLASSES.map((name) => [
      name,
      {count: name === 'webSearch' ? webSearches : tokens[name], costPicodollars: cost[name]},
    ]),
  )
}
