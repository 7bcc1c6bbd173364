import type {TokenRates} from '../rate-card.ts'

/** Price tables that pech reads: its own card, and those of LiteLLM, models.dev and `@pydantic/genai-prices`. */
export type PriceFormat = 'pech' | 'litellm' | 'models.dev' | 'genai-prices'

/** One price of a model as a table states it; a table may leave token classes out. */
export interface SourceRow {
  /** The model as the table names it. */
  readonly model: string
  /** First day `YYYY-MM-DD` that the table itself states, or null. */
  readonly from: string | null
  /** First day on which the price no longer holds, or null. */
  readonly to: string | null
  /** `fast`, or null for the plain price. */
  readonly speed: string | null
  /** The price of prompts above so many tokens; null for the base price. */
  readonly overTokens: number | null
  /** Picodollars per token, for the classes that the table knows. */
  readonly rates: Partial<TokenRates>
  /** Release day of the model, where the table states one. */
  readonly released: string | null
}

/** A field of a table that is no price that can be used. */
export interface SkippedField {
  readonly model: string
  readonly field: string
}

/** What a table says of Claude models. */
export interface PriceSource {
  readonly format: PriceFormat
  readonly rows: readonly SourceRow[]
  readonly skipped: readonly SkippedField[]
}

/** Collects the rows of a table. */
export interface PriceSink {
  readonly rows: SourceRow[]
  readonly skipped: SkippedField[]
}
