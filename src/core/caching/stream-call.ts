import type {RateVector} from '../rates/rate.ts'
import type {Tokens} from '../tokens.ts'

/** A call of one stream (a session and one agent in it), as the prompt cache and its price see it. */
export interface StreamCall {
  readonly callId: string
  /** Milliseconds since 1970. */
  readonly atMs: number
  readonly model: string
  readonly agent: string
  readonly session: string | null
  readonly entrypoint: string | null
  readonly tokens: Tokens
  /** Whether the model is priced: an estimate is no price to judge waste by. */
  readonly priced: boolean
  /** Picodollars per token. */
  readonly rate: RateVector
  /** Tokens of its cache writes that nothing read again. */
  readonly unread5m: number
  readonly unread1h: number
  /** The tools that it used, each once. */
  readonly tools: readonly string[]
  /** Whether it is asked about: calls before the period only say what was cached. */
  readonly inScope: boolean
}

/** The calls of one session and agent in order of time, and when its context was compacted. */
export interface CallStream {
  readonly calls: readonly StreamCall[]
  /** Milliseconds since 1970, ascending. */
  readonly compactionsMs: readonly number[]
}
