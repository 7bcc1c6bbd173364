import {TUPLE_DIMENSIONS} from '../../../src/core/attribution/dimension.ts'
import type {Database, Row} from '../../../src/io/ledger/database.ts'
import {columnOf} from '../../../src/io/ledger/dimension-column.ts'
import {SKILL_SEPARATOR} from '../../../src/io/ledger/interning.ts'
import {ROLLUP_FROM_CALLS} from '../../../src/io/ledger/rollup.ts'

const ATTRIBUTION = [...TUPLE_DIMENSIONS.map(columnOf), 'skill', 'orphan']

/**
 * All that a ledger says, without the numbers that it gives to rows: equal for equal content. Paths are shown without
 * `root`, so that worlds in different folders compare.
 */
export function ledgerContent(database: Database, root = ''): Record<string, unknown[]> {
  const within = (rows: Row[]) =>
    rows
      .map((row) =>
        JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)).replaceAll(
          root,
          '',
        ),
      )
      .sort()
  const attribution = ATTRIBUTION.map((column) => `a.${column} AS ${column}`).join(', ')
  return {
    calls: within(
      database.allExact(
        `SELECT c.identity, c.part, c.kind AS own_kind, c.at_ms, c.input, c.output, c.cache_read, c.cache_write_5m, c.cache_write_1h,
          c.web_searches, c.missing_output, c.unread_5m, c.unread_1h, c.batch, c.request_id, c.reported_usd,
          rate.key AS rate, prompt.session || '/' || prompt.key AS prompt, ${attribution},
          (SELECT group_concat(name || '@' || position, ',') FROM (SELECT tool.name, position FROM call_tool JOIN tool ON tool.id = tool
            WHERE call = c.id ORDER BY position, use_hash)) AS tools
        FROM call AS c JOIN attribution AS a ON a.id = c.attribution JOIN rate ON rate.id = c.rate LEFT JOIN prompt ON prompt.id = c.prompt`,
      ),
    ),
    rollup: within(
      database.allExact(
        `SELECT bucket, rate.key AS rate_key, ${attribution}, calls, rollup.input, rollup.output, rollup.cache_read, rollup.cache_write_5m,
          rollup.cache_write_1h, web_searches, lower_bound_calls, missing_output, unread_5m, unread_1h
        FROM rollup JOIN attribution AS a ON a.id = attribution JOIN rate ON rate.id = rate`,
      ),
    ),
    prompts: within(database.all('SELECT session, key, at_ms FROM prompt WHERE at_ms IS NOT NULL')),
    titles: within(database.all('SELECT session, custom, title FROM title')),
    compactions: within(database.all('SELECT session, at_ms FROM compaction')),
    problems: within(database.all('SELECT path, offset, code, facts FROM problem')),
  }
}

/** What the rollup says but its calls do not, and the other way round: nothing, in a sound ledger. */
export function rollupErrors(database: Database): unknown[] {
  const kept = 'SELECT * FROM rollup'
  return database.allExact(
    `SELECT * FROM (${kept} EXCEPT ${ROLLUP_FROM_CALLS}) UNION ALL SELECT * FROM (${ROLLUP_FROM_CALLS} EXCEPT ${kept})`,
  )
}

/** One call as the ledger holds it, priced. */
export interface LedgerCall {
  readonly [column: string]: unknown
  readonly skills: readonly string[]
  readonly atMs: number | null
  readonly tokens: readonly bigint[]
  readonly webSearches: bigint
  readonly missingOutput: bigint | null
  readonly status: string
  readonly costPicodollars: bigint
}

const TOKEN_COLUMNS = ['input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h']

/** Every call with its attribution and exact cost, worked out from its own columns and its rate's. */
export function ledgerCalls(database: Database): LedgerCall[] {
  const attribution = ATTRIBUTION.map((column) => `a.${column} AS ${column}`).join(', ')
  const counts = [...TOKEN_COLUMNS, 'web_searches'].map((column) => `c.${column} AS n_${column}`).join(', ')
  const rates = [...TOKEN_COLUMNS, 'web_search'].map((column) => `rate.${column} AS r_${column}`).join(', ')
  const rows = database.allExact(
    `SELECT c.identity, c.part, c.at_ms, c.missing_output, rate.status, ${counts}, ${rates}, ${attribution}
    FROM call AS c JOIN attribution AS a ON a.id = c.attribution JOIN rate ON rate.id = c.rate`,
  )
  return rows.map((row) => {
    const tokens = TOKEN_COLUMNS.map((column) => BigInt(String(row[`n_${column}`])))
    const webSearches = BigInt(String(row['n_web_searches']))
    const cost = TOKEN_COLUMNS.reduce(
      (sum, column, index) => sum + tokens[index]! * BigInt(String(row[`r_${column}`])),
      0n,
    )
    return {
      ...row,
      skills: row['skill'] === null ? [] : String(row['skill']).split(SKILL_SEPARATOR),
      atMs: row['at_ms'] === null ? null : Number(row['at_ms']),
      tokens,
      webSearches,
      missingOutput: row['missing_output'] === null ? null : BigInt(String(row['missing_output'])),
      status: String(row['status']),
      costPicodollars: cost + webSearches * BigInt(String(row['r_web_search'])),
    }
  })
}
