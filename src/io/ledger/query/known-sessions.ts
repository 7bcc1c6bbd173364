import {hasWildcard} from '../../../core/attribution/glob.ts'
import {compileFilter, type Filter} from '../../../core/report/filter.ts'
import {text, type Database} from '../database.ts'

/** Sessions that a filter on them matches. Beginnings are looked up in the index; for globs all sessions are looked at. */
export function knownSessions(database: Database, table: 'attribution' | 'evidence', filter: Filter): string[] {
  const matches = compileFilter(filter)
  const ask = (beginning: string) =>
    database
      .all(
        `SELECT DISTINCT session FROM ${table} WHERE session >= ? AND session <= ?`,
        beginning,
        `${beginning}\u{10ffff}`,
      )
      .map((row) => text(row['session']))
  const beginnings = filter.patterns.some((pattern) => hasWildcard(pattern)) ? [''] : filter.patterns
  return [...new Set(beginnings.flatMap(ask))].filter(matches)
}
