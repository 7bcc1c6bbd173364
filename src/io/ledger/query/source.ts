import {BUCKET_MS} from '../../../core/report/bucket.ts'
import type {Bounds} from '../../../core/report/query.ts'

/** A piece of SQL with its values. */
export interface SqlPart {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** Where the rows of a query come from: a FROM item and a condition on it, each with its values. */
export interface RowSource {
  readonly from: SqlPart
  readonly where: SqlPart
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

const EVERYTHING: SqlPart = {sql: '1', values: []}

/** The bucket of a call. */
export const BUCKET_OF_CALL = `CASE WHEN at_ms IS NULL THEN -1 ELSE at_ms / ${BUCKET_MS} END AS bucket`

/** The buckets that lie in a span with all they hold: from `first` up to and without `end`. */
export function wholeBuckets({fromMs, toMs}: Bounds): {readonly first: number; readonly end: number} {
  return {
    first: Math.ceil((fromMs ?? 0) / BUCKET_MS),
    end: Math.floor((toMs ?? Number.MAX_SAFE_INTEGER) / BUCKET_MS),
  }
}

/**
 * The sums of a span of time, from the rollup; what the span cuts out of a bucket, from single calls.
 * Calls without a timestamp belong to the unbounded span only.
 */
export function rollupSource({fromMs, toMs}: Bounds): RowSource {
  const from = fromMs ?? 0
  const to = toMs ?? Number.MAX_SAFE_INTEGER
  const {first: firstBucket, end: endBucket} = wholeBuckets({fromMs, toMs})
  if (firstBucket >= endBucket) return callSource({fromMs: from, toMs: to})
  const within = {sql: 's.bucket >= ? AND s.bucket < ?', values: [firstBucket, endBucket]}
  const edges = [
    [from, firstBucket * BUCKET_MS],
    [endBucket * BUCKET_MS, toMs ?? 0],
  ].filter(([low, high]) => low! < high!)
  const isAligned = edges.length === 0
  if (isAligned)
    return {from: {sql: 'rollup s', values: []}, where: fromMs === null && toMs === null ? EVERYTHING : within}
  const columns = `bucket, attribution, rate, ${SUM_COLUMNS.join(', ')}`
  const inner = `SELECT ${columns} FROM rollup s WHERE ${within.sql}`
  const edge = `SELECT ${BUCKET_OF_CALL}, attribution, rate, ${CALL_AS_SUMS} FROM call WHERE at_ms >= ? AND at_ms < ?`
  return {
    from: {
      sql: `(${[inner, ...edges.map(() => edge)].join(' UNION ALL ')}) s`,
      values: [...within.values, ...edges.flat()],
    },
    where: EVERYTHING,
  }
}

/** Single calls of a span of time, with the columns of the rollup, and `id` and `prompt` beside them. */
export function callSource(bounds: Bounds): RowSource {
  return callsWhere(callsWithin(bounds))
}

/** Single calls that meet a condition on `call`; see {@link callSource}. */
export function callsWhere({sql, values}: SqlPart): RowSource {
  const from = `(SELECT id, prompt, ${BUCKET_OF_CALL}, attribution, rate, ${CALL_AS_SUMS} FROM call WHERE ${sql}) s`
  return {from: {sql: from, values}, where: EVERYTHING}
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
