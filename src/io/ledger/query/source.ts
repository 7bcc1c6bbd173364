import {BUCKET_MS} from '../../../core/report/bucket.ts'
import type {Bounds} from '../../../core/report/query.ts'

/** A piece of SQL with its values. */
export interface SqlPart {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** Columns of sums that the rollup and single calls share, in this order. */
export const SUM_COLUMNS = [
  'calls',
  'input',
  'output',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'web_searches',
  'lower_bound_calls',
  'missing_output',
  'unread_5m',
  'unread_1h',
] as const

const CALL_AS_SUMS =
  '1 AS calls, input, output, cache_read, cache_write_5m, cache_write_1h, web_searches, missing_output IS NOT NULL AS lower_bound_calls, ifnull(missing_output, 0) AS missing_output, unread_5m, unread_1h'

const BUCKET_OF_CALL = `CASE WHEN at_ms IS NULL THEN -1 ELSE at_ms / ${BUCKET_MS} END AS bucket`

/**
 * The sums of a span of time, from the rollup; what the span cuts out of a bucket, from single calls.
 * Calls without a timestamp belong to the unbounded span only.
 */
export function rollupSource({fromMs, toMs}: Bounds): SqlPart {
  if (fromMs === null && toMs === null) return {sql: 'rollup', values: []}
  const from = fromMs ?? 0
  const to = toMs ?? Number.MAX_SAFE_INTEGER
  const firstBucket = Math.ceil(from / BUCKET_MS)
  const endBucket = Math.floor(to / BUCKET_MS)
  const columns = SUM_COLUMNS.join(', ')
  if (firstBucket >= endBucket) return callSource({fromMs: from, toMs: to})
  const parts = [`SELECT bucket, attribution, rate, ${columns} FROM rollup WHERE bucket >= ? AND bucket < ?`]
  const values = [firstBucket, endBucket]
  for (const [low, high] of [
    [from, firstBucket * BUCKET_MS],
    [endBucket * BUCKET_MS, to],
  ] as const) {
    if (low >= high || (toMs === null && low !== from)) continue
    parts.push(`SELECT ${BUCKET_OF_CALL}, attribution, rate, ${CALL_AS_SUMS} FROM call WHERE at_ms >= ? AND at_ms < ?`)
    values.push(low, high)
  }
  return {sql: `(${parts.join(' UNION ALL ')})`, values}
}

/** Single calls of a span of time, with the columns of the rollup, and `id` and `prompt` beside them. */
export function callSource(bounds: Bounds): SqlPart {
  const {sql, values} = callsWithin(bounds)
  return {
    sql: `(SELECT id, prompt, ${BUCKET_OF_CALL}, attribution, rate, ${CALL_AS_SUMS} FROM call WHERE ${sql})`,
    values,
  }
}

/** The condition that a call lies in a span of time. */
export function callsWithin({fromMs, toMs}: Bounds): SqlPart {
  const conditions: string[] = []
  const values: number[] = []
  if (fromMs !== null) {
    conditions.push('call.at_ms >= ?')
    values.push(fromMs)
  }
  if (toMs !== null) {
    conditions.push('call.at_ms < ?')
    values.push(toMs)
  }
  return {sql: conditions.length === 0 ? '1' : conditions.join(' AND '), values}
}
