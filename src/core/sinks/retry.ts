const FIRST_MS = 30_000
const MOST_MS = 3_600_000

/** How long an event is tried to be sent, milliseconds: a long weekend offline loses nothing. */
export const KEPT_MS = 7 * 86_400_000

/**
 * When to try again: after half a minute to a minute, then twice as long each time, up to an hour; spread over the upper
 * half, so that many machines do not come at once.
 *
 * @param nowMs - Milliseconds since 1970.
 * @param attempts - That failed so far, ≥ 1.
 * @param random - 0 ≤ random < 1; the spread.
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function nextAttemptMs(nowMs: number, attempts: number, random: number): number {
  const longest = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempts, 20))
  return Math.round(nowMs + (longest / 2) * (1 + random))
}
