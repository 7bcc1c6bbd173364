import {keyParts} from '../../core/anomaly/call-keys.ts'
import type {NewEvent} from '../../core/events/event.ts'
import {mean} from '../../core/stats/mean.ts'
import {populationStandardDeviation} from '../../core/stats/population-standard-deviation.ts'
import type {NewSpike} from './anomalies.ts'
import {integer, type Database} from './database.ts'
import {CALL_USD} from './session-costs.ts'
import {keysOf} from './spend-items.ts'

/** Calls that are looked through for those of the same key, and how many of these are enough. */
const RECENT_CALLS = 2000
const WINDOW_CALLS = 30

/** The event that tells others of a spike, once per call: the cost beside mean and spread of the calls of its kind before it. */
export function spikeEvent(database: Database, {id, key, atMs, usd, usualUsd}: NewSpike): NewEvent {
  const before = recentCosts(database, key, atMs)
  const [center, sigma] = before.length === 0 ? [usualUsd, 0] : [mean(before), populationStandardDeviation(before)]
  return {
    event: 'pech.anomaly.detected',
    dedupeKey: JSON.stringify(['anomaly', 'call', id]),
    payload: {
      attribution_tuple: keyParts(key),
      current_cost_usd: usd,
      rolling_mean: center,
      rolling_sigma: sigma,
      z_score: sigma > 0 ? (usd - center) / sigma : 0,
      direction: 'spike',
    },
  }
}

function recentCosts(database: Database, key: string, beforeMs: number): number[] {
  const keys = new Map<number, string>()
  const costs: number[] = []
  const rows = database.iterate(
    `SELECT call.attribution AS attribution, ${CALL_USD} AS usd FROM call JOIN rate r ON r.id = call.rate
    WHERE call.at_ms < ? ORDER BY call.at_ms DESC LIMIT ?`,
    beforeMs,
    RECENT_CALLS,
  )
  for (const row of rows) {
    const attribution = integer(row['attribution'])
    let known = keys.get(attribution)
    if (known === undefined) keys.set(attribution, (known = keysOf(database, attribution).keys[0]))
    if (known === key) costs.push(Number(row['usd']))
    if (costs.length === WINDOW_CALLS) break
  }
  return costs
}
