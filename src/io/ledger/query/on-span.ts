import type {Bounds} from '../../../core/report/query.ts'
import type {Database} from '../database.ts'
import {SUM_COLUMNS, wholeBuckets} from './source.ts'

/**
 * Runs questions that are all about one span: its quarters of an hour are added up first, so that each question reads
 * a row per attribution and rate instead of one per quarter. The sums stand in a temporary table of the rollup's name,
 * which SQLite finds before the rollup itself; questions about another span, or by time, would be answered wrongly.
 */
export function onSpan<Result>(database: Database, bounds: Bounds, work: () => Result): Result {
  const {first, end} = wholeBuckets(bounds)
  const isWhole = bounds.fromMs === null && bounds.toMs === null
  const sums = SUM_COLUMNS.map((name) => `sum(${name}) AS ${name}`).join(', ')
  const within = isWhole ? '1' : `bucket >= ${first} AND bucket < ${end}`
  database.run(
    `CREATE TEMP TABLE rollup AS SELECT ${first} AS bucket, attribution, rate, ${sums} FROM main.rollup
    WHERE ${within} GROUP BY attribution, rate`,
  )
  try {
    return work()
  } finally {
    database.run('DROP TABLE temp.rollup')
  }
}
