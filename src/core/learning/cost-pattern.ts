import {ascending} from '../stats/ascending.ts'
import {mean} from '../stats/mean.ts'
import {median} from '../stats/median.ts'
import {populationStandardDeviation} from '../stats/population-standard-deviation.ts'

/** What calls of one key usually cost, as learned over sessions. US dollars. */
export interface CostPattern {
  /** Calls it was learned from, over all sessions. */
  readonly observations: number
  readonly muUsd: number
  /** Population standard deviation. */
  readonly sigmaUsd: number
  readonly p50Usd: number
  /** The value at index min(n − 1, ⌊.95·n⌋) of the sorted costs. */
  readonly p95Usd: number
  /** Session that was learned from last. */
  readonly lastSession: string
}

/** Calls of a key that a session needs to teach anything. */
export const FEWEST_CALLS = 5

/** Weight of a new session. */
export const LEARNING_RATE = 0.05

/**
 * Takes the calls of one session into a pattern: the first session is copied, each later one moves every figure by a
 * twentieth of the way. To be called once per session and key: the caller sees to that.
 *
 * @param known - The pattern so far, or null for a new key.
 * @param costsUsd - Costs of the session's calls with this key, any order, each finite.
 * @param session - Its id.
 * @returns The new pattern; the known one (or null) as it was when the session has fewer than 5 calls of the key.
 */
export function learnSession(
  known: CostPattern | null,
  costsUsd: readonly number[],
  session: string,
): CostPattern | null {
  if (costsUsd.length < FEWEST_CALLS) return known
  const sorted = ascending(costsUsd)
  const seen: CostPattern = {
    observations: costsUsd.length,
    muUsd: mean(costsUsd),
    sigmaUsd: populationStandardDeviation(costsUsd),
    p50Usd: median(costsUsd),
    p95Usd: sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))]!,
    lastSession: session,
  }
  if (known === null) return seen
  const blend = (before: number, now: number) => (1 - LEARNING_RATE) * before + LEARNING_RATE * now
  return {
    observations: known.observations + seen.observations,
    muUsd: blend(known.muUsd, seen.muUsd),
    sigmaUsd: blend(known.sigmaUsd, seen.sigmaUsd),
    p50Usd: blend(known.p50Usd, seen.p50Usd),
    p95Usd: blend(known.p95Usd, seen.p95Usd),
    lastSession: session,
  }
}
