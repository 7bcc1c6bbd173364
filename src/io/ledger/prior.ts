import type {CostPrior} from '../../core/anomaly/zscore-detector.ts'
import {learnSession, type CostPattern} from '../../core/learning/cost-pattern.ts'
import {learningKeys} from '../../core/learning/tuple-key.ts'
import {isJsonObject} from '../../core/log/json-value.ts'
import {integer, text, textOrNull, type Database, type Row} from './database.ts'
import {CALL_USD} from './session-costs.ts'
import {keysOf} from './spend-items.ts'

/** The learned patterns by key. */
export function learnedPatterns(database: Database): Map<string, CostPattern> {
  const rows = database.all('SELECT * FROM prior ORDER BY key')
  return new Map(rows.map((row) => [text(row['key']), patternOf(row)]))
}

/** Looks up what calls of a key usually cost, from the narrowest learned key to the broadest. */
export function priorLookup(database: Database): (narrowKey: string) => CostPrior | null {
  return (narrowKey) => {
    for (const key of learningKeys(narrowKey)) {
      const row = database.get('SELECT mu_usd, sigma_usd FROM prior WHERE key = ?', key)
      if (row !== undefined) return {meanUsd: Number(row['mu_usd']), sigmaUsd: Number(row['sigma_usd'])}
    }
    return null
  }
}

/** A pattern that a session has just taught. */
export interface LearnedPattern {
  readonly key: string
  readonly pattern: CostPattern
}

/**
 * Learns from a session what its kinds of calls cost. Every session counts once: learned again, as when it goes on after
 * its context was compacted, it takes the place of what it had taught before. Orphans teach nothing, nor do kinds with fewer than five
 * calls.
 *
 * @returns The patterns that changed.
 */
export function learnFrom(database: Database, session: string, nowMs: number): LearnedPattern[] {
  return database.transaction(() => {
    const isKnown = database.get('SELECT 1 FROM learned WHERE session = ?', session) !== undefined
    const changed = [...costsByKey(database, session)].flatMap(([key, costs]) =>
      learnKey(database, key, costs, session, isKnown),
    )
    database.run(
      `INSERT INTO learned (session, at_ms, counted) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms`,
      session,
      nowMs,
    )
    return changed
  })
}

function learnKey(
  database: Database,
  key: string,
  costs: readonly number[],
  session: string,
  isKnown: boolean,
): LearnedPattern[] {
  const row = database.get('SELECT * FROM prior WHERE key = ?', key)
  const present = row === undefined ? null : patternOf(row)
  const isLast = present?.lastSession === session
  // what the session taught cannot be taken out again once another one has taught after it
  if (isKnown && present !== null && !isLast) return []
  const before = isLast ? beforeOf(row) : present
  const pattern = learnSession(before, costs, session)
  if (pattern === null || pattern === before) return []
  const {observations, muUsd, sigmaUsd, p50Usd, p95Usd} = pattern
  database.run(
    `REPLACE INTO prior (key, observations, mu_usd, sigma_usd, p50_usd, p95_usd, last_session, before)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    key,
    observations,
    muUsd,
    sigmaUsd,
    p50Usd,
    p95Usd,
    session,
    before === null ? null : JSON.stringify(before),
  )
  return [{key, pattern}]
}

function costsByKey(database: Database, session: string): Map<string, number[]> {
  const rows = database.all(
    `SELECT call.attribution AS attribution, ${CALL_USD} AS usd FROM evidence JOIN call ON call.evidence = evidence.id
    JOIN rate r ON r.id = call.rate JOIN attribution a ON a.id = call.attribution
    WHERE evidence.session = ? AND a.orphan = 0 AND r.status <> 'unpriced'`,
    session,
  )
  const keys = new Map<number, readonly string[]>()
  const costs = new Map<string, number[]>()
  for (const row of rows) {
    const attribution = integer(row['attribution'])
    let known = keys.get(attribution)
    if (known === undefined) keys.set(attribution, (known = learningKeys(keysOf(database, attribution).keys[0])))
    for (const key of known) {
      const list = costs.get(key)
      if (list === undefined) costs.set(key, [Number(row['usd'])])
      else list.push(Number(row['usd']))
    }
  }
  return costs
}

/** Sessions that have ended and taught nothing yet, in the order in which they ended. */
export function unlearnedSessions(database: Database, endedBeforeMs: number): string[] {
  const rows = database.all(
    `SELECT a.session AS session, max(s.bucket) AS last FROM rollup s JOIN attribution a ON a.id = s.attribution
    WHERE a.session IS NOT NULL AND s.bucket >= 0 AND NOT EXISTS (SELECT 1 FROM learned WHERE learned.session = a.session)
    GROUP BY a.session HAVING max(s.bucket) < ? ORDER BY last, a.session`,
    Math.floor(endedBeforeMs / 900_000),
  )
  return rows.map((row) => text(row['session']))
}

/** How many sessions have taught since the last reset. */
export function learnedSessions(database: Database): number {
  return integer(database.get('SELECT count(*) AS sessions FROM learned WHERE counted = 1')?.['sessions'])
}

/** Forgets all patterns. Sessions that have ended do not teach again. @returns How many patterns there were. */
export function forgetPatterns(database: Database, nowMs: number): number {
  return database.transaction(() => {
    const patterns = integer(database.get('SELECT count(*) AS patterns FROM prior')?.['patterns'])
    for (const session of unlearnedSessions(database, nowMs)) {
      database.run('INSERT INTO learned (session, at_ms, counted) VALUES (?, ?, 0)', session, nowMs)
    }
    database.run('UPDATE learned SET counted = 0')
    database.run('DELETE FROM prior')
    return patterns
  })
}

function patternOf(row: Row): CostPattern {
  return {
    observations: integer(row['observations']),
    muUsd: Number(row['mu_usd']),
    sigmaUsd: Number(row['sigma_usd']),
    p50Usd: Number(row['p50_usd']),
    p95Usd: Number(row['p95_usd']),
    lastSession: text(row['last_session']),
  }
}

function beforeOf(row: Row | undefined): CostPattern | null {
  const json = textOrNull(row?.['before'] ?? null)
  const before: unknown = json === null ? null : JSON.parse(json)
  if (!isJsonObject(before)) return null
  return {
    observations: integer(before['observations']),
    muUsd: Number(before['muUsd']),
    sigmaUsd: Number(before['sigmaUsd']),
    p50Usd: Number(before['p50Usd']),
    p95Usd: Number(before['p95Usd']),
    lastSession: text(before['lastSession']),
  }
}
