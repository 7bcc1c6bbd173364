import type {LedgerPort} from '../../app/ports.ts'
import type {ProblemCount} from '../../core/problem.ts'
import {isJsonObject} from '../../core/log/json-value.ts'
import {integer, integerOrNull, text, textOrNull, type Database} from './database.ts'
import {groupCalls} from './query/group-calls.ts'
import {readCalls} from './query/read-calls.ts'
import {latestSession, listSessions, sessionIds, sessionTitles} from './query/sessions.ts'

/** Answers questions from an open ledger. */
export function ledgerReader(database: Database): LedgerPort {
  return {
    group: (query) => groupCalls(database, query),
    calls: (selection) => readCalls(database, selection),
    sessions: (bounds, filters, limit) => listSessions(database, bounds, filters, limit),
    sessionIds: (beginning) => sessionIds(database, beginning),
    latestSession: () => latestSession(database),
    titles: (sessions) => sessionTitles(database, sessions),
    prompts: (session) => sessionPrompts(database, session),
    problems: () => storedProblems(database),
    isEmpty: () => database.get('SELECT 1 FROM call LIMIT 1') === undefined,
  }
}

function sessionPrompts(database: Database, session: string): Map<string, number | null> {
  const rows = database.all(
    'SELECT key, at_ms FROM prompt WHERE session = ? ORDER BY at_ms IS NULL, at_ms, id',
    session,
  )
  return new Map(rows.map((row) => [text(row['key']), integerOrNull(row['at_ms'])]))
}

/** Problems of lines by code, with the first place of each. */
function storedProblems(database: Database): ProblemCount[] {
  const rows = database.all(
    `SELECT code, count(*) AS count, path, offset, facts FROM (SELECT * FROM problem ORDER BY code, path, offset) GROUP BY code ORDER BY code`,
  )
  return rows.map((row) => {
    const offset = integer(row['offset'])
    const facts = factsOf(textOrNull(row['facts']))
    return {
      code: text(row['code']),
      count: integer(row['count']),
      file: text(row['path']),
      ...(offset < 0 ? {} : {offset}),
      ...(facts === null ? {} : {facts}),
    }
  })
}

function factsOf(json: string | null): Record<string, string | number> | null {
  const parsed: unknown = json === null ? null : JSON.parse(json)
  if (!isJsonObject(parsed)) return null
  const facts: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value === 'string' || typeof value === 'number') facts[name] = value
  }
  return Object.keys(facts).length === 0 ? null : facts
}
