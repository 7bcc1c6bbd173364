import {BUCKET_MS} from '../../../core/report/bucket.ts'
import {compileFilter, type Filter} from '../../../core/report/filter.ts'
import {integer, integerOrNull, type Database} from '../database.ts'
import {knownSessions} from './known-sessions.ts'
import type {SqlPart} from './source.ts'

const ALL: SqlPart = {sql: '1', values: []}

/** Of more sessions than this, the calls are likely to be all over the ledger. */
const FEW = 20

/**
 * Where a query names a few sessions: the condition on rows `s` of the rollup that they lie in the span of these sessions. The
 * rollup is kept in order of time, so that the rest of it need not be read.
 */
export function sessionBuckets(database: Database, filters: readonly Filter[]): SqlPart {
  const filter = filters.find(({dimension}) => dimension === 'session')
  if (filter === undefined) return ALL
  // a span that was added up (see onSpan) has lost the time of its rows
  const isAddedUp = database.get("SELECT 1 FROM temp.sqlite_master WHERE name = 'rollup'") !== undefined
  if (compileFilter(filter)(null) || isAddedUp) return ALL
  const sessions = knownSessions(database, 'evidence', filter)
  if (sessions.length > FEW) return ALL
  const span = database.get(
    `SELECT min(call.at_ms) AS first, max(call.at_ms) AS last, total(call.at_ms IS NULL) AS undated
    FROM evidence JOIN call ON call.evidence = evidence.id WHERE evidence.session IN (SELECT value FROM json_each(?))`,
    JSON.stringify(sessions),
  )
  const [first, last] = [integerOrNull(span?.['first'] ?? null), integerOrNull(span?.['last'] ?? null)]
  if (first === null || last === null || integer(span?.['undated']) > 0) return ALL
  return {
    sql: '(s.bucket >= ? AND s.bucket <= ?)',
    values: [Math.floor(first / BUCKET_MS), Math.floor(last / BUCKET_MS)],
  }
}
