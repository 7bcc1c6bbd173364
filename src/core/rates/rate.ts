import type {Picodollars} from '../money/picodollars.ts'
import {TOKEN_CLASSES, type TokenClass, type Tokens} from '../tokens.ts'

/** What is charged: the five token classes and web searches. */
export type CostClass = TokenClass | 'webSearch'

/** The six cost classes, in the order in which they are shown. */
export const COST_CLASSES = [...TOKEN_CLASSES, 'webSearch'] as const

/** Whole picodollars per token of each class, and per web search. */
export type RateVector = Record<CostClass, Picodollars>

/** Costs by class, in picodollars. */
export type CostByClass = Record<CostClass, Picodollars>

/**
 * The resolved price of a call: every multiplier is already inside `vector`, so cost = tokens × vector, exactly.
 * Interned: the same facts give the same object, and `key` names it for ever.
 */
export interface Rate {
  /** Stable text key of all other fields, e.g. `priced|claude-opus-5|2026-07-24|speed=fast|1|1|us`. */
  readonly key: string
  /** `priced` by a row of the card; `estimated` from the newest model of the family; `unpriced`: no rate at all. */
  readonly status: 'priced' | 'estimated' | 'unpriced'
  /** The card's model id that gave the row; null when unpriced. */
  readonly model: string | null
  /** The row's first day, `YYYY-MM-DD` (UTC), or null. */
  readonly from: string | null
  /** The row's condition as the card writes it (`any`, `speed=fast`, `prompt_tokens>200000` …), or null. */
  readonly condition: string | null
  readonly batch: boolean
  readonly geoUs: boolean
  readonly vector: RateVector
}

/**
 * Exact cost by class.
 *
 * @param tokens - Tokens of one call, whole numbers.
 * @param webSearches - Count of billed web searches.
 * @param vector - Picodollars per unit.
 */
export function costByClass(tokens: Tokens, webSearches: number, vector: RateVector): CostByClass {
  return {
    input: BigInt(tokens.input) * vector.input,
    output: BigInt(tokens.output) * vector.output,
    cacheRead: BigInt(tokens.cacheRead) * vector.cacheRead,
    cacheWrite5m: BigInt(tokens.cacheWrite5m) * vector.cacheWrite5m,
    cacheWrite1h: BigInt(tokens.cacheWrite1h) * vector.cacheWrite1h,
    webSearch: BigInt(webSearches) * vector.webSearch,
  }
}
