import {cachedAfter, cacheMisses, type MissCause} from '../caching/cache-misses.ts'
import type {CallStream, StreamCall} from '../caching/stream-call.ts'
import {LIFETIME_1H_MS, LIFETIME_5M_MS} from '../caching/unread-writes.ts'
import type {Finding, FindingKind} from './finding.ts'
import {tallyByKey} from './tally-by-key.ts'

/**
 * What was written to the cache and never read, per agent: without the write these tokens would have been plain input.
 *
 * @param streams - Calls by session and agent.
 */
export function unreadWriteFindings(streams: readonly CallStream[]): Finding[] {
  const tallies = tallyByKey()
  for (const call of judgedCalls(streams)) {
    const {unread5m, unread1h, rate} = call
    if (unread5m + unread1h === 0) continue
    const tally = tallies.of(call.agent)
    tally.calls++
    tally.tokens += unread5m + unread1h
    tally.picodollars +=
      BigInt(unread5m) * (rate.cacheWrite5m - rate.input) + BigInt(unread1h) * (rate.cacheWrite1h - rate.input)
  }
  return findings('unread_cache_writes', 'agent', tallies)
}

/**
 * Agents whose writes had the wrong lifetime. With five minutes instead of an hour, writes are cheaper, but after a pause of
 * five minutes to an hour the cache is written again; with an hour instead of five minutes, it is the other way round.
 *
 * @param streams - Calls by session and agent.
 * @returns At most one finding per agent: the other lifetime would have been cheaper over all its calls.
 */
export function lifetimeFindings(streams: readonly CallStream[]): Finding[] {
  const [shorter, longer] = [tallyByKey(), tallyByKey()]
  for (const {calls} of streams) {
    for (const [index, call] of calls.entries()) {
      if (!call.inScope || !call.priced) continue
      const {rate, tokens, agent} = call
      const dearer = rate.cacheWrite1h - rate.cacheWrite5m
      if (tokens.cacheWrite1h > 0) add(shorter.of(agent), tokens.cacheWrite1h, BigInt(tokens.cacheWrite1h) * dearer)
      if (tokens.cacheWrite5m > 0) add(longer.of(agent), tokens.cacheWrite5m, -BigInt(tokens.cacheWrite5m) * dearer)
      const before = calls[index - 1]
      if (before === undefined || !isMiddlePause(call.atMs - before.atMs) || before.model !== call.model) continue
      // read again after the pause: with five minutes it would have been written again
      shorter.of(agent).picodollars -= BigInt(tokens.cacheRead) * (rate.cacheWrite5m - rate.cacheRead)
      // written again after the pause: with an hour it would have been read
      const lost = Math.max(0, Math.min(cachedAfter(before) - tokens.cacheRead, tokens.cacheWrite5m))
      longer.of(agent).picodollars += BigInt(lost) * (rate.cacheWrite1h - rate.cacheRead)
    }
  }
  const both = [
    ...findings('shorter_cache_lifetime', 'agent', shorter),
    ...findings('longer_cache_lifetime', 'agent', longer),
  ]
  // sessions may differ: of two opposite answers for one agent, the one that saves more
  return both.filter(({subject, savingPicodollars}) =>
    both.every((other) => other.subject['agent'] !== subject['agent'] || other.savingPicodollars <= savingPicodollars),
  )
}

function isMiddlePause(gapMs: number): boolean {
  return gapMs > LIFETIME_5M_MS && gapMs <= LIFETIME_1H_MS
}

function add(tally: {calls: number; tokens: number; picodollars: bigint}, tokens: number, picodollars: bigint): void {
  tally.calls++
  tally.tokens += tokens
  tally.picodollars += picodollars
}

const KIND_OF_CAUSE: Readonly<Record<MissCause, FindingKind | null>> = {
  lifetime_passed: 'long_pauses',
  model_switched: 'model_switches',
  prefix_changed: 'changed_prefixes',
  compaction: null,
}

/**
 * Caches that were lost to pauses of over an hour, to a change of the model, or to a change at the beginning of the
 * prompt. Shorter pauses are a matter of the lifetime; a compaction pays for itself.
 *
 * @param streams - Calls by session and agent.
 */
export function lostCacheFindings(streams: readonly CallStream[]): Finding[] {
  const tallies = tallyByKey()
  for (const {cause, gapMs, lostTokens, costPicodollars} of streams.flatMap(cacheMisses)) {
    const kind = KIND_OF_CAUSE[cause]
    if (kind === null || (kind === 'long_pauses' && gapMs <= LIFETIME_1H_MS)) continue
    add(tallies.of(kind), lostTokens, costPicodollars)
  }
  return (['long_pauses', 'model_switches', 'changed_prefixes'] as const).flatMap((kind) => {
    const {calls, tokens, picodollars} = tallies.of(kind)
    return picodollars > 0n ? [{kind, subject: {}, savingPicodollars: picodollars, evidence: {calls, tokens}}] : []
  })
}

/** The calls that are asked about and have a price. */
export function judgedCalls(streams: readonly CallStream[]): StreamCall[] {
  return streams.flatMap(({calls}) => calls.filter(({inScope, priced}) => inScope && priced))
}

function findings(kind: FindingKind, what: string, tallies: ReturnType<typeof tallyByKey>): Finding[] {
  return tallies
    .entries()
    .filter(([, {picodollars}]) => picodollars > 0n)
    .map(([name, {calls, tokens, picodollars}]) => {
      return {kind, subject: {[what]: name}, savingPicodollars: picodollars, evidence: {calls, tokens}}
    })
}
