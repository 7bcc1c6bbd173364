/** What a bucket holds, and when that was so. */
export interface BucketState {
  readonly tokens: number
  /** Milliseconds since 1970. */
  readonly atMs: number
}

/** How a bucket is filled. */
export interface BucketRates {
  /** Most tokens it holds, ≥ 1. */
  readonly capacity: number
  /** Tokens that come back per second, ≥ 0. */
  readonly refillPerSecond: number
}

/** A bucket after one more call. */
export interface BucketOutcome {
  readonly state: BucketState
  /** Whether there was a token for the call. */
  readonly granted: boolean
  /** Seconds until there is a token again; 0 when granted, Infinity when none ever comes back. */
  readonly waitSeconds: number
}

/**
 * Takes one token out of a bucket. A clock that went back refills nothing and counts from there; one that jumped ahead
 * fills the bucket at most to its capacity.
 *
 * @param state - null: the bucket is new, and full.
 * @param rates - Capacity and refill.
 * @param nowMs - Milliseconds since 1970.
 * @see https://en.wikipedia.org/wiki/Token_bucket
 */
export function takeToken(state: BucketState | null, rates: BucketRates, nowMs: number): BucketOutcome {
  const {capacity, refillPerSecond} = rates
  const elapsedMs = state === null ? 0 : Math.max(0, nowMs - state.atMs)
  const before = state === null ? capacity : state.tokens
  const tokens = Math.min(capacity, before + (elapsedMs / 1000) * refillPerSecond)
  if (tokens >= 1) return {state: {tokens: tokens - 1, atMs: nowMs}, granted: true, waitSeconds: 0}
  return {state: {tokens, atMs: nowMs}, granted: false, waitSeconds: (1 - tokens) / refillPerSecond}
}
