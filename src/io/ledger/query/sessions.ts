import {missingName} from '../../../core/attribution/dimension.ts'
import type {Filter} from '../../../core/report/filter.ts'
import type {Bounds} from '../../../core/report/query.ts'
import type {SessionFacts} from '../../../core/report/report.ts'
import {integerOrNull, text, textOrNull, type Database} from '../database.ts'
import {filterSql} from './dimension-sql.ts'
import {sessionBuckets} from './session-buckets.ts'
import {rollupSource} from './source.ts'

/** Sessions with calls in a span of time, the last active first. */
export function listSessions(
  database: Database,
  bounds: Bounds,
  filters: readonly Filter[],
  limit: number,
): SessionFacts[] {
  const source = rollupSource(bounds)
  const filter = filterSql(database, filters)
  const buckets = sessionBuckets(database, filters)
  const rows = database.all(
    `SELECT a.session AS session, max(s.bucket) AS last FROM ${source.from.sql} JOIN attribution a ON a.id = s.attribution
    WHERE a.session IS NOT NULL AND ${source.where.sql} AND ${buckets.sql} AND ${filter.sql} GROUP BY a.session ORDER BY last DESC, a.session LIMIT ?`,
    ...source.from.values,
    ...source.where.values,
    ...buckets.values,
    ...filter.values,
    limit,
  )
  const titles = sessionTitles(
    database,
    rows.map((row) => text(row['session'])),
  )
  return rows.map((row) => {
    const id = text(row['session'])
    return sessionFacts(database, id, titles.get(id) ?? null)
  })
}

/** What is known of one session, over all its calls. */
export function sessionFacts(database: Database, id: string, title: string | null): SessionFacts {
  const span = database.get(
    'SELECT min(call.at_ms) AS started, max(call.at_ms) AS ended FROM evidence JOIN call ON call.evidence = evidence.id WHERE evidence.session = ?',
    id,
  )
  const rows = database.all(
    `SELECT a.project, a.arm, a.branch, a.model, count(*) AS calls FROM evidence JOIN call ON call.evidence = evidence.id
    JOIN attribution a ON a.id = call.attribution WHERE evidence.session = ?
    GROUP BY a.project, a.arm, a.branch, a.model ORDER BY calls DESC, a.model, a.branch, a.project`,
    id,
  )
  const [most] = rows
  return {
    id,
    title,
    project: textOrNull(most?.['project'] ?? null) ?? missingName('project'),
    arm: textOrNull(most?.['arm'] ?? null) ?? missingName('arm'),
    branch: textOrNull(most?.['branch'] ?? null) ?? missingName('branch'),
    startedAtMs: integerOrNull(span?.['started'] ?? null),
    endedAtMs: integerOrNull(span?.['ended'] ?? null),
    models: [...new Set(rows.map((row) => textOrNull(row['model']) ?? missingName('model')))],
  }
}

/** Ids of sessions that begin so, the last active first. */
export function sessionIds(database: Database, beginning: string): string[] {
  const rows = database.all(
    `SELECT e.session AS session, max(call.at_ms) AS last FROM evidence e JOIN call ON call.evidence = e.id
    WHERE e.session >= ? AND substr(e.session, 1, ?) = ? GROUP BY e.session ORDER BY last DESC, e.session`,
    beginning,
    beginning.length,
    beginning,
  )
  return rows.map((row) => text(row['session']))
}

/** The session of the newest call; null when there is none. */
export function latestSession(database: Database): string | null {
  const row = database.get(
    `SELECT min(e.session) AS session FROM call JOIN evidence e ON e.id = call.evidence
    WHERE call.at_ms = (SELECT max(at_ms) FROM call)`,
  )
  // the newest call may be without a session, or none have a time
  return textOrNull(row?.['session'] ?? null) ?? sessionIds(database, '')[0] ?? null
}

/** Titles of sessions: the custom one, else the generated one. */
export function sessionTitles(database: Database, sessions: readonly string[]): Map<string, string> {
  const rows = database.all(
    'SELECT session, title FROM title WHERE session IN (SELECT value FROM json_each(?)) ORDER BY session, custom',
    JSON.stringify(sessions),
  )
  return new Map(rows.map((row) => [text(row['session']), text(row['title'])]))
}
