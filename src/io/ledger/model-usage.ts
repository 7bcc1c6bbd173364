import {BUCKET_MS} from '../../core/report/bucket.ts'
import type {UnpricedUsage} from '../../core/rates/missing-models.ts'
import {exact, textOrNull, type Database} from './database.ts'
import {tokensOf} from './query/rates.ts'

/**
 * What each model took, one entry per name as logged: of the calls without a price, or of all.
 * Times are those of the quarter of an hour that the first and the last call fell into.
 */
export function modelUsage(database: Database, which: 'unpriced' | 'all'): UnpricedUsage[] {
  const rows = database.allExact(
    `SELECT a.model AS model, sum(g.calls) AS calls, sum(g.input) AS input, sum(g.output) AS output,
      sum(g.cache_read) AS cache_read, sum(g.cache_write_5m) AS cache_write_5m, sum(g.cache_write_1h) AS cache_write_1h,
      min(g.first) AS first, max(g.last) AS last
    FROM (SELECT attribution, sum(calls) AS calls, sum(input) AS input, sum(output) AS output, sum(cache_read) AS cache_read,
        sum(cache_write_5m) AS cache_write_5m, sum(cache_write_1h) AS cache_write_1h,
        min(bucket) FILTER (WHERE bucket >= 0) AS first, max(bucket) FILTER (WHERE bucket >= 0) AS last
      FROM rollup ${which === 'all' ? '' : `WHERE rate IN (SELECT id FROM rate WHERE status <> 'priced')`}
      GROUP BY attribution) g
    JOIN attribution a ON a.id = g.attribution GROUP BY a.model`,
  )
  const startMs = (bucket: unknown) => (bucket === null ? null : Number(exact(bucket)) * BUCKET_MS)
  return rows.map((row) => ({
    model: textOrNull(row['model']) ?? '(none)',
    calls: exact(row['calls']),
    tokens: tokensOf(row),
    firstMs: startMs(row['first']),
    lastMs: startMs(row['last']),
  }))
}
