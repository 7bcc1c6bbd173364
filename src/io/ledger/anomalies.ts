import {DEFAULT_QUIET_SETTINGS, createQuietWatch} from '../../core/anomaly/quiet-detector.ts'
import type {Anomaly} from '../../core/anomaly/anomaly.ts'
import {keysOf, recentCosts} from './spend-items.ts'
import {CALL_USD} from './session-costs.ts'
import {integer, text, type Database} from './database.ts'

/** Records anomalies that were found, each once. */
export function recordAnomalies(database: Database, anomalies: readonly Anomaly[], foundMs: number): void {
  if (anomalies.length === 0) return
  database.transaction(() => {
    for (const {unit, id, keyText, atMs, usd, expectedUsd, score, direction} of anomalies) {
      insert(database, {unit, id, key: keyText, atMs, usd, expectedUsd, score, direction}, foundMs)
    }
  })
}

/** Keeps anomalies that another method or threshold than the usual one found, so that they can be dismissed; no check counts them. */
export function recordAsked(database: Database, anomalies: readonly Anomaly[]): void {
  if (anomalies.length === 0) return
  database.transaction(() => {
    for (const {unit, id, keyText} of anomalies) {
      database.run('REPLACE INTO asked_anomaly (unit, id, key) VALUES (?, ?, ?)', unit, id, keyText)
    }
  })
}

/** A spike among calls that were just posted. */
export interface NewSpike {
  readonly id: string
  readonly key: string
  readonly atMs: number
  readonly usd: number
  readonly usualUsd: number
  /** The cost above which it is a spike. */
  readonly limitUsd: number
}

/** Whose calls to judge, and when. */
export interface SpikeScope {
  readonly session: string
  /** When the first of the calls was that the hook has posted. */
  readonly newFromMs: number
  readonly nowMs: number
  /** Beginning of the day. */
  readonly dayFromMs: number
}

/** A hook judges what it has posted, and what others posted shortly before; nothing older, since that is no news. */
const SHORTLY_MS = 3 * 60_000
const LATELY_MS = 15 * 60_000

/**
 * Records the spikes that were found. Call within a transaction.
 *
 * @returns What is to be reported: each call once, of each key and day the first only, and nothing of dismissed keys.
 */
export function detectNewSpikes(
  database: Database,
  scope: SpikeScope,
  found: readonly NewSpike[] = spikesLately(database, scope),
): NewSpike[] {
  const {nowMs, dayFromMs} = scope
  return found.filter((spike) => report(database, spike, nowMs, dayFromMs))
}

/** A session's newest calls. */
const LATELY = `
  FROM evidence JOIN call ON call.evidence = evidence.id JOIN rate r ON r.id = call.rate
  WHERE evidence.session = ? AND call.at_ms BETWEEN ? AND ?`

/**
 * Judges a session's newest calls by the limits that {@link refreshSpikeLimits} has put down. A hook must afford it: first
 * the dearest of each attribution is looked at, and nearly always that is all.
 */
export function spikesLately(database: Database, {session, newFromMs, nowMs}: SpikeScope): NewSpike[] {
  const lately = [session, Math.max(newFromMs - SHORTLY_MS, nowMs - LATELY_MS), nowMs] as const
  const dearest = database.allLists(
    `SELECT call.attribution, max(${CALL_USD}) AS usd ${LATELY} GROUP BY call.attribution
    HAVING usd > (SELECT min(limit_usd) FROM spike_limit)`,
    ...lately,
  )
  const spikes = dearest.flatMap(([id, usd]) => {
    const attribution = integer(id)
    const limit = limitOf(database, attribution)
    return Number(usd) > limit.limitUsd ? spikesOf(database, lately, attribution, limit) : []
  })
  return spikes.sort((a, b) => a.atMs - b.atMs)
}

function spikesOf(
  database: Database,
  lately: readonly [string, number, number],
  attribution: number,
  {key, limitUsd, usualUsd}: SpikeLimit,
): NewSpike[] {
  const rows = database.all(
    `SELECT call.identity, call.part, call.at_ms, ${CALL_USD} AS usd ${LATELY} AND call.attribution = ? AND usd > ?
    ORDER BY call.at_ms, call.identity, call.part`,
    ...lately,
    attribution,
    limitUsd,
  )
  return rows.map((row) => {
    const part = integer(row['part'])
    const id = part === 0 ? text(row['identity']) : `${text(row['identity'])}#${part}`
    return {id, key, atMs: integer(row['at_ms']), usd: Number(row['usd']), usualUsd, limitUsd}
  })
}

type SpikeLimit = Pick<NewSpike, 'key' | 'limitUsd' | 'usualUsd'>

/** What calls of an attribution may cost: anything, where too little is known of its key. */
function limitOf(database: Database, attribution: number): SpikeLimit {
  const [key] = keysOf(database, attribution).keys
  const row = database.getList('SELECT limit_usd, usual_usd FROM spike_limit WHERE key = ?', key)
  return {key, limitUsd: Number(row?.[0] ?? Infinity), usualUsd: Number(row?.[1] ?? 0)}
}

/** Records a spike. @returns Whether it is the first of its key and day, and not dismissed. */
function report(
  database: Database,
  {id, key, atMs, usd, usualUsd, limitUsd}: NewSpike,
  nowMs: number,
  dayFromMs: number,
): boolean {
  const known = database.get('SELECT 1 FROM anomaly WHERE unit = ? AND id = ?', 'call', id)
  if (known !== undefined) return false
  const earlier = database.get('SELECT 1 FROM anomaly WHERE key = ? AND at_ms >= ?', key, dayFromMs)
  const anomaly = {unit: 'call', id, key, atMs, usd, expectedUsd: usualUsd, score: usd / limitUsd, direction: 'spike'}
  insert(database, anomaly, nowMs)
  return earlier === undefined && !isDismissed(database, nowMs)(key)
}

function insert(
  database: Database,
  anomaly: {
    readonly unit: string
    readonly id: string
    readonly key: string
    readonly atMs: number | null
    readonly usd: number
    readonly expectedUsd: number
    readonly score: number
    readonly direction: string
  },
  foundMs: number,
): void {
  const {unit, id, key, atMs, usd, expectedUsd, score, direction} = anomaly
  database.run(
    `INSERT INTO anomaly (unit, id, key, at_ms, usd, expected_usd, score, direction, found_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    unit,
    id,
    key,
    atMs,
    usd,
    expectedUsd,
    score,
    direction,
    foundMs,
  )
}

/** Calls that the limits are taken from. */
const LIMIT_CALLS_MS = 120 * 86_400_000

/** Limits of calls are good for a day; as long as there are none, it is tried again every hour. */
const GOOD_FOR_MS = {limits: 86_400_000, none: 3_600_000}

/** Puts down anew what calls may cost, when it was done too long ago. For whoever has just read the logs. */
export function keepSpikeLimits(database: Database, nowMs: number): void {
  const row = database.get(
    "SELECT value, EXISTS (SELECT 1 FROM spike_limit) AS limits FROM meta WHERE key = 'spike_limits_ms'",
  )
  const goodForMs = row?.['limits'] === 1 ? GOOD_FOR_MS.limits : GOOD_FOR_MS.none
  // a clock that was set back by more does not stop it
  if (row !== undefined && Math.abs(nowMs - integer(row['value'])) < goodForMs) return
  refreshSpikeLimits(database, nowMs)
}

/**
 * Puts down what a call of each key may cost, by the calls of the last months. The hooks compare with it, and do no more.
 */
export function refreshSpikeLimits(database: Database, nowMs: number): void {
  const watch = createQuietWatch(DEFAULT_QUIET_SETTINGS)
  const seen = new Map<string, readonly [string, ...string[]]>()
  for (const call of recentCosts(database, nowMs - LIMIT_CALLS_MS, nowMs)) {
    watch.learn(call)
    seen.set(call.keys[0], call.keys)
  }
  database.transaction(() => {
    database.run('DELETE FROM spike_limit')
    database.run("REPLACE INTO meta (key, value) VALUES ('spike_limits_ms', ?)", nowMs)
    for (const [key, keys] of seen) {
      const limit = watch.limit(keys)
      if (limit === null) continue
      database.run(
        'INSERT INTO spike_limit (key, limit_usd, usual_usd, made_ms) VALUES (?, ?, ?, ?)',
        key,
        limit.limitUsd,
        limit.usualUsd,
        nowMs,
      )
    }
  })
}

/** Which keys are silenced at a moment. */
export function isDismissed(database: Database, nowMs: number): (key: string) => boolean {
  return (key) => database.get('SELECT 1 FROM dismissal WHERE key = ? AND until_ms > ?', key, nowMs) !== undefined
}

/** Silences the key of a known anomaly. @returns The ids that begin so, with their keys: it is silenced when there is one key. */
export function dismissAnomaly(
  database: Database,
  id: string,
  untilMs: number,
): {readonly id: string; readonly unit: string; readonly key: string}[] {
  const rows = database.all(
    `SELECT id, unit, key FROM (SELECT id, unit, key FROM anomaly UNION SELECT id, unit, key FROM asked_anomaly)
    WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 20`,
    id.length,
    id,
  )
  const known = rows.map((row) => ({id: text(row['id']), unit: text(row['unit']), key: text(row['key'])}))
  const whole = known.filter((one) => one.id === id)
  const meant = whole.length > 0 ? whole : known
  const [first] = meant
  if (first === undefined || meant.some(({key}) => key !== first.key)) return meant
  database.run('REPLACE INTO dismissal (key, until_ms) VALUES (?, ?)', first.key, untilMs)
  return meant
}
