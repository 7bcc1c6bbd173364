import {existsSync} from 'node:fs'
import {Database, textOrNull} from './database.ts'
import {SKILL_SEPARATOR} from './interning.ts'

/** The most values that are of use at a prompt. */
const MOST_VALUES = 500

const QUERIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['arm', 'project', 'branch', 'model', 'tier', 'agent', 'role', 'plugin'].map((column) => [
      column,
      `SELECT DISTINCT ${column} AS value FROM attribution WHERE ${column} IS NOT NULL ORDER BY 1`,
    ]),
  ),
  session: 'SELECT session AS value FROM attribution WHERE session IS NOT NULL GROUP BY session ORDER BY max(id) DESC',
  skill: 'SELECT DISTINCT skill AS value FROM attribution WHERE skill IS NOT NULL ORDER BY 1',
  tool: 'SELECT name AS value FROM tool ORDER BY 1',
  'mcp-server': 'SELECT DISTINCT mcp_server AS value FROM tool WHERE mcp_server IS NOT NULL ORDER BY 1',
}

/**
 * Values that the ledger knows of a kind, for completion: the ledger is read as it is, and nothing is ingested.
 *
 * @param path - The database file; without one, or with one that cannot be read, nothing is known.
 * @param kind - A flag's name.
 */
export function knownValues(path: string, kind: string): string[] {
  const sql = QUERIES[kind]
  if (sql === undefined || !existsSync(path)) return []
  try {
    const database = new Database(path, true)
    try {
      const rows = [...database.all(`${sql} LIMIT ${MOST_VALUES}`)]
      const values = rows.flatMap((row) => textOrNull(row['value'])?.split(SKILL_SEPARATOR) ?? [])
      return [...new Set(values)].filter((value) => value !== '')
    } finally {
      database.close()
    }
  } catch {
    return []
  }
}
