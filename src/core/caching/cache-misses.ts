import type {Picodollars} from '../money/picodollars.ts'
import {promptTokens} from '../tokens.ts'
import type {CallStream, StreamCall} from './stream-call.ts'
import {LIFETIME_1H_MS, LIFETIME_5M_MS} from './unread-writes.ts'

/**
 * Why a cache was lost, most likely: its lifetime passed; another model was asked, which has a cache of its own; the
 * context was compacted; or the prompt no longer began as before (tools, system prompt or history were changed).
 */
export type MissCause = 'lifetime_passed' | 'model_switched' | 'compaction' | 'prefix_changed'

/** A call that could not read what the call before it had left in the cache. */
export interface CacheMiss {
  readonly call: StreamCall
  readonly cause: MissCause
  /** Tokens that stood in the cache and had to be paid for again. */
  readonly lostTokens: number
  /** Time since the call before, milliseconds. */
  readonly gapMs: number
  /** What these tokens cost beyond a read from the cache. */
  readonly costPicodollars: Picodollars
}

/** Fewer tokens than this are no miss: models do not cache shorter prompts, and the end of a prompt always changes. */
const LEAST_TOKENS = 2048

/** Of what was cached, this part at least must be lost. */
const LEAST_SHARE = 0.5

/**
 * The calls of a stream whose cache was lost. What a call leaves in the cache is what it read and wrote; the next call
 * could have read that, as far as its own prompt is so long. What it paid for again instead is lost: it is priced at what
 * the call paid for it (cache writes first, the dearest ones first, then input) less the price of a read.
 *
 * @param stream - Calls in order of time.
 * @returns The misses among the calls in scope that have a price, in order of time. The first call of a stream is none.
 * @see https://docs.claude.com/en/docs/build-with-claude/prompt-caching
 */
export function cacheMisses({calls, compactionsMs}: CallStream): CacheMiss[] {
  const misses: CacheMiss[] = []
  let held1hTokens = 0
  for (const [index, call] of calls.entries()) {
    const before = calls[index - 1]
    const {cacheRead, cacheWrite1h} = call.tokens
    if (before !== undefined && call.inScope && call.priced) {
      const lostTokens = lostBetween(before, call)
      if (lostTokens > 0) {
        const gapMs = call.atMs - before.atMs
        const isCompacted = compactionsMs.some((atMs) => atMs > before.atMs && atMs <= call.atMs)
        const cause = causeOf(before, call, {lostTokens, gapMs, isCompacted, held1hTokens})
        misses.push({call, cause, lostTokens, gapMs, costPicodollars: lossOf(call, lostTokens)})
      }
    }
    // 1-hour writes stand before 5-minute ones, so they reach to the end of what was read and written for an hour
    if (cacheWrite1h > 0) held1hTokens = cacheRead + cacheWrite1h
    else held1hTokens = Math.min(held1hTokens, cacheRead)
  }
  return misses
}

/** Tokens that a call left in the cache. */
export function cachedAfter({tokens: {cacheRead, cacheWrite5m, cacheWrite1h}}: StreamCall): number {
  return cacheRead + cacheWrite5m + cacheWrite1h
}

function lostBetween(before: StreamCall, call: StreamCall): number {
  const {input, cacheRead, cacheWrite5m, cacheWrite1h} = call.tokens
  const readable = Math.min(cachedAfter(before), promptTokens(call.tokens))
  const lost = Math.min(readable - cacheRead, input + cacheWrite5m + cacheWrite1h)
  return lost >= LEAST_TOKENS && lost >= LEAST_SHARE * readable ? lost : 0
}

function causeOf(
  before: StreamCall,
  call: StreamCall,
  facts: {
    readonly lostTokens: number
    readonly gapMs: number
    readonly isCompacted: boolean
    readonly held1hTokens: number
  },
): MissCause {
  if (facts.isCompacted) return 'compaction'
  if (before.model !== call.model) return 'model_switched'
  if (facts.gapMs > LIFETIME_1H_MS) return 'lifetime_passed'
  // within the hour only what was held for five minutes can have run out
  const ranOut = facts.gapMs > LIFETIME_5M_MS ? cachedAfter(before) - facts.held1hTokens : 0
  return ranOut >= facts.lostTokens / 2 ? 'lifetime_passed' : 'prefix_changed'
}

/** What the tokens were paid for, less what reading them would have cost. */
function lossOf({tokens, rate}: StreamCall, lostTokens: number): Picodollars {
  let left = lostTokens
  let paid = 0n
  for (const [count, price] of [
    [tokens.cacheWrite1h, rate.cacheWrite1h],
    [tokens.cacheWrite5m, rate.cacheWrite5m],
    [tokens.input, rate.input],
  ] as const) {
    const part = Math.min(left, count)
    paid += BigInt(part) * price
    left -= part
  }
  return paid - BigInt(lostTokens) * rate.cacheRead
}
