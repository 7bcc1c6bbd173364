import type {CallStream, StreamCall} from '../caching/stream-call.ts'
import {promptTokens} from '../tokens.ts'
import type {Finding} from './finding.ts'
import {tallyByKey} from './tally-by-key.ts'

/** A context of so many tokens is long. */
export const LONG_CONTEXT_TOKENS = 150_000

/** What a compaction leaves of it, and what it writes to do so. */
export const COMPACTED_TOKENS = 30_000
export const SUMMARY_TOKENS = 4000

/**
 * Contexts that grew beyond 150,000 tokens: what would have been saved by compacting them there. The compaction is
 * paid for: it reads the context, writes a summary of 4,000 tokens and leaves 30,000; what each later call read or wrote beyond that
 * is saved, until the context really became shorter.
 *
 * @param streams - Calls by session and agent.
 * @returns One finding, or none where compacting would not have paid.
 */
export function longContextFindings(streams: readonly CallStream[]): Finding[] {
  const [evidence, saving] = [{contexts: 0, calls: 0, tokens: 0}, {picodollars: 0n}]
  for (const {calls} of streams) {
    const own = savedByCompacting(calls.filter(({inScope, priced}) => inScope && priced))
    if (own.picodollars <= 0n) continue
    evidence.contexts++
    evidence.calls += own.calls
    evidence.tokens += own.tokens
    saving.picodollars += own.picodollars
  }
  if (saving.picodollars === 0n) return []
  return [{kind: 'long_contexts', subject: {}, savingPicodollars: saving.picodollars, evidence}]
}

function savedByCompacting(calls: readonly StreamCall[]): {calls: number; tokens: number; picodollars: bigint} {
  const sum = {calls: 0, tokens: 0, picodollars: 0n}
  let cut = 0
  for (const {tokens, rate} of calls) {
    const prompt = promptTokens(tokens)
    // really compacted, or cleared
    if (prompt < cut + COMPACTED_TOKENS) cut = 0
    if (cut > 0) {
      const read = Math.min(cut, tokens.cacheRead)
      const written = Math.min(cut - read, tokens.cacheWrite5m + tokens.cacheWrite1h)
      sum.calls++
      sum.tokens += read + written
      sum.picodollars += BigInt(read) * rate.cacheRead + BigInt(written) * rate.cacheWrite5m
    }
    if (prompt - cut <= LONG_CONTEXT_TOKENS) continue
    const context = BigInt(prompt - cut)
    sum.picodollars -=
      context * rate.cacheRead + BigInt(SUMMARY_TOKENS) * rate.output + BigInt(COMPACTED_TOKENS) * rate.cacheWrite5m
    cut = prompt - COMPACTED_TOKENS
  }
  return sum
}

/** A result that makes the prompt grow by more than this is large; this much of it is taken to be needed. */
export const LARGE_RESULT_TOKENS = 20_000
export const NEEDED_RESULT_TOKENS = 10_000

/** Once is no habit. */
const FEWEST_RESULTS = 2

/**
 * Tools whose results were large again and again: after a call with that one tool, the prompt grew by more than 20,000
 * tokens beyond the call's own output. What lies beyond 10,000 tokens was written, and read by every later call until the
 * context became shorter.
 *
 * @param streams - Calls by session and agent.
 * @returns One finding per tool with two such results or more.
 */
export function largeResultFindings(streams: readonly CallStream[]): Finding[] {
  const tallies = tallyByKey()
  for (const {calls} of streams) {
    for (const [index, call] of calls.entries()) {
      const next = calls[index + 1]
      const [tool, another] = call.tools
      if (next === undefined || tool === undefined || another !== undefined || !next.inScope || !next.priced) continue
      const growth = promptTokens(next.tokens) - promptTokens(call.tokens) - call.tokens.output
      if (growth <= LARGE_RESULT_TOKENS) continue
      const tally = tallies.of(tool)
      tally.calls++
      tally.tokens += growth
      tally.picodollars += costOfCarrying(growth - NEEDED_RESULT_TOKENS, next, calls.slice(index + 2))
    }
  }
  return tallies
    .entries()
    .filter(([, {calls}]) => calls >= FEWEST_RESULTS)
    .map(([tool, {calls, tokens, picodollars}]) => {
      return {
        kind: 'large_tool_results',
        subject: {tool},
        savingPicodollars: picodollars,
        evidence: {results: calls, tokens},
      }
    })
}

/** Written by the first call, read by the later ones for as long as the context keeps it. */
function costOfCarrying(tokens: number, first: StreamCall, later: readonly StreamCall[]): bigint {
  let cost = BigInt(Math.min(tokens, first.tokens.cacheWrite5m + first.tokens.cacheWrite1h)) * first.rate.cacheWrite5m
  let prompt = promptTokens(first.tokens)
  for (const call of later) {
    const now = promptTokens(call.tokens)
    if (now < prompt - tokens) break
    cost += BigInt(Math.min(tokens, call.tokens.cacheRead)) * call.rate.cacheRead
    prompt = now
  }
  return cost
}
