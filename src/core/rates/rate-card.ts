import type {Picodollars} from '../money/picodollars.ts'
import type {TokenClass} from '../tokens.ts'
import type {Multiplier} from './decimal.ts'

/** The `schema` of the rate card files that this version reads. */
export const RATE_CARD_SCHEMA = 'pech/rate-card@1'

/** A: official, or two sources that agree. B: partly from third parties. C: derived. */
export type Confidence = 'A' | 'B' | 'C'

/** Whole picodollars per token of each token class. */
export type TokenRates = Record<TokenClass, Picodollars>

/** One dated price of a model. */
export interface CardRow {
  /** First day, `YYYY-MM-DD` (UTC); null: from the beginning. */
  readonly from: string | null
  /** First day on which it no longer holds; null: still open. */
  readonly to: string | null
  /** `from` at UTC midnight, -Infinity when open. */
  readonly fromMs: number
  /** `to` at UTC midnight, exclusive, Infinity when open. */
  readonly toMs: number
  /** The row holds for calls of this speed only (`fast`); null: any. */
  readonly speed: string | null
  /** The row holds for prompts of more tokens than this; null: no lower bound. */
  readonly overTokens: number | null
  /** The row holds for prompts of up to so many tokens; null: no upper bound. */
  readonly upToTokens: number | null
  /** The three conditions as text: `any`, `speed=fast`, `prompt_tokens>200000` … */
  readonly condition: string
  readonly rates: TokenRates
  readonly confidence: Confidence
  /** Codes of the card's sources, separated by `;`. */
  readonly source: string
}

/** A model of the card with all its rows, past ones too. A model without rows is known, and its price is not. */
export interface CardModel {
  readonly id: string
  readonly display: string
  /** `opus`, `sonnet` …; null when it has none. */
  readonly family: string | null
  /** Release day `YYYY-MM-DD`, or null. */
  readonly released: string | null
  /** Whether US-only inference costs more. */
  readonly geoUs: boolean
  readonly rows: readonly CardRow[]
}

/** What is laid over the token rates, and the price of a web search. */
export interface CardModifiers {
  readonly batch: Multiplier
  readonly geoUs: {readonly multiplier: Multiplier; readonly from: string | null; readonly fromMs: number}
  /** Picodollars per web search; no multiplier touches it. */
  readonly webSearch: Picodollars
}

/** Model id → model, in the order of the card. */
export type CardModels = Pick<
  ReadonlyMap<string, CardModel>,
  'get' | 'has' | 'size' | 'keys' | 'values' | typeof Symbol.iterator
>

/** A rate card that was read and found sound. */
export interface RateCard {
  /** The day on which somebody last compared it with the vendor's prices, `YYYY-MM-DD`. */
  readonly verifiedAt: string
  /** Source code → description or address. */
  readonly sources: ReadonlyMap<string, string>
  /** Other name → model id. */
  readonly aliases: ReadonlyMap<string, string>
  readonly models: CardModels
  /** Words that name a family. */
  readonly families: ReadonlySet<string>
  readonly modifiers: CardModifiers
}

/** Families that are recognised on any card. */
export const KNOWN_FAMILIES = ['opus', 'sonnet', 'haiku', 'fable', 'mythos'] as const

/**
 * The condition of a row as a short text; it is part of a rate's key.
 *
 * @returns `any` without a condition, else its parts joined by ` & `.
 */
export function conditionText(row: Pick<CardRow, 'speed' | 'overTokens' | 'upToTokens'>): string {
  const parts: string[] = []
  if (row.speed !== null) parts.push(`speed=${row.speed}`)
  if (row.overTokens !== null) parts.push(`prompt_tokens>${row.overTokens}`)
  if (row.upToTokens !== null) parts.push(`prompt_tokens<=${row.upToTokens}`)
  return parts.length === 0 ? 'any' : parts.join(' & ')
}

/**
 * A model whose rows are made when they are first asked for.
 *
 * @param facts - All else.
 * @param makeRows - Called once at most.
 */
export function modelWithRows(facts: Omit<CardModel, 'rows'>, makeRows: () => readonly CardRow[]): CardModel {
  let made: readonly CardRow[] | null = null
  return {
    ...facts,
    get rows() {
      made ??= makeRows()
      return made
    },
  }
}
