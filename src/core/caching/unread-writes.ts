/** A call as the prompt cache sees it. */
export interface CacheUse {
  /** Milliseconds since 1970; null when the log has no timestamp. */
  readonly atMs: number | null
  readonly cacheRead: number
  readonly cacheWrite5m: number
  readonly cacheWrite1h: number
}

/** Tokens written to the cache and never read again within their lifetime. */
export interface UnreadWrites {
  readonly unread5m: number
  readonly unread1h: number
}

/** Lifetime of a 5-minute write, milliseconds. */
export const LIFETIME_5M_MS = 300_000
/** Lifetime of a 1-hour write, milliseconds. */
export const LIFETIME_1H_MS = 3_600_000

/**
 * For each call of one session and agent: which of its cache writes no later call read. A write counts as read when a
 * later call within its lifetime reads at least the prefix that ends with it (1-hour writes stand before 5-minute ones
 * in a prompt). Calls without a timestamp are not judged.
 *
 * @param calls - All calls of one session and agent, in order of time.
 * @returns One entry per call, same order, in tokens.
 * @see https://docs.claude.com/en/docs/build-with-claude/prompt-caching
 */
export function unreadWrites(calls: readonly CacheUse[]): UnreadWrites[] {
  return calls.map((call, index) => {
    const prefix1h = call.cacheRead + call.cacheWrite1h
    return {
      unread5m: isRead(calls, index, prefix1h + call.cacheWrite5m, LIFETIME_5M_MS) ? 0 : call.cacheWrite5m,
      unread1h: isRead(calls, index, prefix1h, LIFETIME_1H_MS) ? 0 : call.cacheWrite1h,
    }
  })
}

function isRead(calls: readonly CacheUse[], index: number, prefix: number, lifetimeMs: number): boolean {
  const writtenMs = calls[index]!.atMs
  if (writtenMs === null) return true
  for (let later = index + 1; later < calls.length; later++) {
    const {atMs, cacheRead} = calls[later]!
    if (atMs === null) continue
    if (atMs - writtenMs > lifetimeMs) return false
    if (cacheRead >= prefix) return true
  }
  return false
}
