import {BUCKET_MS} from '../../core/report/bucket.ts'
import {isDismissed} from './anomalies.ts'
import {integer, integerOrNull, text, textOrNull, type Database} from './database.ts'
import {CALL_USD} from './session-costs.ts'
import {keysOf} from './spend-items.ts'

/** What a stretch of time says of attribution and prices. */
export interface CallHealth {
  readonly calls: number
  readonly orphans: number
  readonly unpriced: number
  /** Models of the calls without a price. */
  readonly models: readonly string[]
}

/** Counts the calls of the last days, orphans and those without a price, in one pass over the rollup. */
export function callHealth(database: Database, fromMs: number, nowMs: number): CallHealth {
  const span = [Math.floor(fromMs / BUCKET_MS), Math.floor(nowMs / BUCKET_MS)]
  const rows = database.all(
    `SELECT a.orphan AS orphan, r.status AS status, g.calls AS calls, a.model AS model
    FROM (SELECT attribution, rate, sum(calls) AS calls FROM rollup WHERE bucket BETWEEN ? AND ? GROUP BY attribution, rate) g
    JOIN attribution a ON a.id = g.attribution JOIN rate r ON r.id = g.rate`,
    ...span,
  )
  let [calls, orphans, unpriced] = [0, 0, 0]
  const models = new Set<string>()
  for (const row of rows) {
    const count = integer(row['calls'])
    calls += count
    if (row['orphan'] === 1) orphans += count
    if (row['status'] === 'priced') continue
    unpriced += count
    models.add(textOrNull(row['model']) ?? '(none)')
  }
  return {calls, orphans, unpriced, models: [...models].sort()}
}

/** Calls that cost far more than those of their kind usually do. */
export interface SpikeHealth {
  readonly checked: number
  readonly spikes: readonly {readonly name: string; readonly usd: number; readonly expectedUsd: number}[]
}

/**
 * Compares the calls of the last day with what a call of their kind may cost, and adds the anomalies that were found in it
 * by other means. Kinds that are silenced are left out.
 */
export function spikesSince(database: Database, fromMs: number, nowMs: number): SpikeHealth {
  const silenced = isDismissed(database, nowMs)
  const limits = new Map(
    database
      .all('SELECT key, limit_usd, usual_usd FROM spike_limit')
      .map((row) => [text(row['key']), {limitUsd: Number(row['limit_usd']), usualUsd: Number(row['usual_usd'])}]),
  )
  const keys = new Map<number, string>()
  const spikes = new Map<string, {name: string; usd: number; expectedUsd: number}>()
  let checked = 0
  const calls = database.all(
    `SELECT call.identity, call.part, call.attribution, ${CALL_USD} AS usd FROM call JOIN rate r ON r.id = call.rate
    WHERE call.at_ms > ? AND call.at_ms <= ?`,
    fromMs,
    nowMs,
  )
  for (const row of calls) {
    const attribution = integer(row['attribution'])
    let key = keys.get(attribution)
    if (key === undefined) keys.set(attribution, (key = keysOf(database, attribution).keys[0]))
    const limit = limits.get(key)
    if (limit === undefined) continue
    checked++
    const usd = Number(row['usd'])
    if (usd <= limit.limitUsd || silenced(key)) continue
    const part = integer(row['part'])
    const id = part === 0 ? text(row['identity']) : `${text(row['identity'])}#${part}`
    spikes.set(`call ${id}`, {name: id, usd, expectedUsd: limit.usualUsd})
  }
  const found = database.all(
    `SELECT unit, id, key, usd, expected_usd FROM anomaly WHERE at_ms > ? AND at_ms <= ? AND direction = 'spike'`,
    fromMs,
    nowMs,
  )
  for (const row of found) {
    if (silenced(text(row['key']))) continue
    const [unit, id] = [text(row['unit']), text(row['id'])]
    const name = unit === 'call' ? id : `${unit} ${id}`
    spikes.set(`${unit} ${id}`, {name, usd: Number(row['usd']), expectedUsd: Number(row['expected_usd'])})
  }
  return {checked: Math.max(checked, spikes.size), spikes: [...spikes.values()]}
}

/** Whether it was put down what calls may cost. */
export function hasSpikeLimits(database: Database): boolean {
  return database.get('SELECT 1 FROM spike_limit LIMIT 1') !== undefined
}

/** The quick check looks at so many days. */
const CHECKED_DAYS = 30

/** Faults that show without reading the whole file: calls of the last days that the rollup lacks or has too many of. */
export function quickFaults(database: Database, nowMs: number): string[] {
  const first = Math.max(0, Math.floor((nowMs - CHECKED_DAYS * 86_400_000) / BUCKET_MS))
  const sumOf = (sql: string, from: number) => integer(database.get(sql, from)?.['calls'])
  const inCalls = sumOf('SELECT count(*) AS calls FROM call WHERE at_ms >= ?', first * BUCKET_MS)
  const inRollup = sumOf('SELECT ifnull(sum(calls), 0) AS calls FROM rollup WHERE bucket >= ?', first)
  return inCalls === inRollup ? [] : [`${inCalls} calls in ${CHECKED_DAYS} days, but ${inRollup} in the rollup`]
}

/** When the first call was made, to the quarter of an hour; null without any. */
export function firstCallMs(database: Database): number | null {
  const first = integerOrNull(
    database.get('SELECT min(bucket) AS first FROM rollup WHERE bucket >= 0')?.['first'] ?? null,
  )
  return first === null ? null : first * BUCKET_MS
}

/** Whether any log was ever read. */
export function hasSources(database: Database): boolean {
  return database.get('SELECT 1 FROM source LIMIT 1') !== undefined
}
