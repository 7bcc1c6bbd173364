import {mean} from '../stats/mean.ts'
import {quantile} from '../stats/quantile.ts'
import type {Observed} from './forecast-sum.ts'
import type {PointBand} from './forecaster.ts'

/** Fewer calls than this say nothing of a session. */
export const FEWEST_SESSION_CALLS = 3

/** Fewer past sessions that went on as long say nothing of how this one goes on. */
export const FEWEST_PEERS = 20

/** How a session goes on, by the sessions that came as far. US dollars. */
export type SessionOutcome =
  | ({
      readonly kind: 'band'
      /** Past sessions with at least as many calls. */
      readonly peers: number
      /** How often the rest of a past session lay in the band that the others gave. */
      readonly observed: Observed
      /** Whether there are enough of them for a band of this level: 2/(1 − level), 40 at 95 %. */
      readonly calibrated: boolean
    } & PointBand)
  | {readonly kind: 'too-short'; readonly calls: number}
  | {readonly kind: 'too-few-peers'; readonly peers: number}

/**
 * What the rest of a session will cost. Every past session that had as many calls is asked what came after that many,
 * in units of its mean call so far; times the mean call of this session, that is what may come. The point is the median,
 * the band their quantiles.
 *
 * @param costsUsd - Costs of the session's calls so far.
 * @param past - Costs of the calls of past sessions, in order of time.
 * @param level - Of the band, strictly between 0 and 1.
 * @returns A band for the rest (what is spent already is not in it), or why there is none: fewer than 3 calls, or fewer
 *   than 20 past sessions that came as far.
 */
export function restOfSession(
  costsUsd: readonly number[],
  past: readonly (readonly number[])[],
  level: number,
): SessionOutcome {
  const calls = costsUsd.length
  if (calls < FEWEST_SESSION_CALLS) return {kind: 'too-short', calls}
  const rests = past.flatMap((costs) => restInMeanCalls(costs, calls))
  if (rests.length < FEWEST_PEERS) return {kind: 'too-few-peers', peers: rests.length}
  const unit = mean(costsUsd)
  const {point, low, high} = bandOf(rests, level)
  const covered = rests.filter((rest, index) => {
    const others = bandOf(rests.toSpliced(index, 1), level)
    return rest >= others.low && rest <= others.high
  }).length
  return {
    kind: 'band',
    peers: rests.length,
    point: unit * point,
    low: unit * low,
    high: unit * high,
    observed: {origins: rests.length, coverage: covered / rests.length},
    calibrated: rests.length >= 2 / (1 - level) - 1e-9,
  }
}

/** None for a session that ended before, or that had cost nothing. */
function restInMeanCalls(costs: readonly number[], calls: number): number[] {
  if (costs.length < calls) return []
  const usual = mean(costs.slice(0, calls))
  return usual > 0 ? [costs.slice(calls).reduce((sum, cost) => sum + cost, 0) / usual] : []
}

function bandOf(rests: readonly number[], level: number): PointBand {
  const [low, point, high] = [(1 - level) / 2, 0.5, (1 + level) / 2].map((at) => quantile(rests, at))
  return {low: low!, point: point!, high: high!}
}
