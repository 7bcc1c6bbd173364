import type {BudgetFacts} from '../../core/budget/budget.ts'
import {COST_CLASSES, costByClass} from '../../core/rates/rate.ts'
import {bucketOf} from '../../core/report/bucket.ts'
import {integer, text, type Database, type Row} from '../ledger/database.ts'
import {cellRates} from '../ledger/query/rates.ts'
import {attributionFacts} from '../ledger/spent-entries.ts'

const LATEST = `
  FROM latest JOIN attribution ON attribution.id = latest.attribution WHERE latest.session = ? AND latest.agent = ?`

/** Whom the last call of a session's agent belonged to; that of the main thread when the agent has made none. */
export function latestFacts(database: Database, session: string, agent: string): BudgetFacts {
  const own = attributionFacts(database, LATEST, session, agent)
  return own ?? (agent === 'main' ? {} : latestFacts(database, session, 'main'))
}

const SESSION = `
  SELECT c.rate, count(*) AS calls, sum(c.input) AS input, sum(c.output) AS output, sum(c.cache_read) AS cache_read,
    sum(c.cache_write_5m) AS cache_write_5m, sum(c.cache_write_1h) AS cache_write_1h, sum(c.web_searches) AS web_searches
  FROM evidence e JOIN call c ON c.evidence = e.id WHERE e.session = ? GROUP BY c.rate`

/** The session that made the last call; null without calls. */
export function latestSession(database: Database): string | null {
  const row = database.get('SELECT session FROM latest ORDER BY at_ms DESC, session LIMIT 1')
  return row === undefined ? null : text(row['session'])
}

const SINCE = `
  SELECT rate, sum(calls) AS calls, sum(input) AS input, sum(output) AS output, sum(cache_read) AS cache_read,
    sum(cache_write_5m) AS cache_write_5m, sum(cache_write_1h) AS cache_write_1h, sum(web_searches) AS web_searches
  FROM rollup WHERE bucket >= ? GROUP BY rate`

/** Priced and estimated money from a moment on, to the quarter of an hour. */
export function spentSince(database: Database, fromMs: number): bigint {
  const sum = sumOf(database, database.all(SINCE, bucketOf(fromMs)))
  return sum.costPicodollars + sum.estimatedPicodollars
}

/** A session's money so far, subagents included. */
export function sessionCost(database: Database, session: string): ReturnType<typeof sumOf> {
  return sumOf(database, database.all(SESSION, session))
}

function sumOf(
  database: Database,
  rows: readonly Row[],
): {calls: number; costPicodollars: bigint; estimatedPicodollars: bigint} {
  const rates = cellRates(database)
  const sum = {calls: 0, costPicodollars: 0n, estimatedPicodollars: 0n}
  for (const row of rows) {
    const rate = rates.get(integer(row['rate']))
    sum.calls += integer(row['calls'])
    if (rate === undefined || rate.status === 'unpriced') continue
    const tokens = {
      input: integer(row['input']),
      output: integer(row['output']),
      cacheRead: integer(row['cache_read']),
      cacheWrite5m: integer(row['cache_write_5m']),
      cacheWrite1h: integer(row['cache_write_1h']),
    }
    const cost = costByClass(tokens, integer(row['web_searches']), rate.vector)
    for (const name of COST_CLASSES) {
      if (rate.status === 'priced') sum.costPicodollars += cost[name]
      else sum.estimatedPicodollars += cost[name]
    }
  }
  return sum
}
