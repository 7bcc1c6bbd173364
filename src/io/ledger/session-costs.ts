import {integer, text, type Database} from './database.ts'

/** The costs of one session's calls so far, in order of time, in US dollars (priced and estimated). */
export interface SessionCosts {
  readonly session: string
  readonly costsUsd: readonly number[]
  readonly endedAtMs: number
}

/** How many past sessions are looked at. */
const MOST_SESSIONS = 300

/** Cost of a call in US dollars as a double: for statistics only. Over `call` and `r` (rate). */
export const CALL_USD = `(CAST(call.input AS REAL) * r.input + CAST(call.output AS REAL) * r.output
  + CAST(call.cache_read AS REAL) * r.cache_read + CAST(call.cache_write_5m AS REAL) * r.cache_write_5m
  + CAST(call.cache_write_1h AS REAL) * r.cache_write_1h + CAST(call.web_searches AS REAL) * r.web_search) / 1e12`

/**
 * The last sessions before a moment, the last active first, each with the costs of its calls.
 *
 * @param nowMs - Later calls are left out.
 */
export function recentSessions(database: Database, nowMs: number): SessionCosts[] {
  const sessions = database.all(
    `SELECT a.session AS session FROM rollup JOIN attribution a ON a.id = rollup.attribution
    WHERE a.session IS NOT NULL AND rollup.bucket >= 0 AND rollup.bucket <= ?
    GROUP BY a.session ORDER BY max(rollup.bucket) DESC, a.session LIMIT ?`,
    Math.floor(nowMs / 900_000),
    MOST_SESSIONS,
  )
  const found = sessions.map((row) => sessionCosts(database, text(row['session']), nowMs))
  return found.filter(({costsUsd}) => costsUsd.length > 0).sort((a, b) => b.endedAtMs - a.endedAtMs)
}

/** The costs of one session's calls up to a moment. */
export function sessionCosts(database: Database, session: string, nowMs: number): SessionCosts {
  const rows = database.all(
    `SELECT call.at_ms AS at_ms, ${CALL_USD} AS usd FROM evidence JOIN call ON call.evidence = evidence.id
    JOIN rate r ON r.id = call.rate WHERE evidence.session = ? AND call.at_ms <= ? ORDER BY call.at_ms, call.id`,
    session,
    nowMs,
  )
  const last = rows.at(-1)
  return {
    session,
    costsUsd: rows.map((row) => Number(row['usd'])),
    endedAtMs: last === undefined ? 0 : integer(last['at_ms']),
  }
}
