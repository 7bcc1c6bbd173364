import type {TimedCost} from '../../core/burn/bucket-sums.ts'
import {toUsd} from '../../core/money/picodollars.ts'
import {costOf} from '../../core/report/amounts.ts'
import {BUCKET_MS} from '../../core/report/bucket.ts'
import {COST_CLASSES} from '../../core/rates/rate.ts'
import {exact, type Database} from './database.ts'
import {cellRates, countsOf} from './query/rates.ts'
import {SUM_COLUMNS} from './query/source.ts'
import {CALL_USD} from './session-costs.ts'

/** Spend from a moment to now by quarter of an hour, in US dollars, estimates included. */
export function spendSince(database: Database, fromMs: number, nowMs: number): TimedCost[] {
  const rates = cellRates(database)
  const sums = SUM_COLUMNS.map((name) => `sum(${name}) AS ${name}`).join(', ')
  const rows = database.allExact(
    `SELECT bucket, rate, ${sums} FROM rollup WHERE bucket >= ? AND bucket <= ? GROUP BY bucket, rate`,
    Math.floor(fromMs / BUCKET_MS),
    Math.floor(nowMs / BUCKET_MS),
  )
  return rows.map((row) => {
    const rate = rates.get(Number(exact(row['rate'])))
    if (rate === undefined) throw new TypeError('ledger: a rollup row has no rate')
    const cost = costOf(countsOf(row), rate.vector)
    const usd = toUsd(COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n))
    return {atMs: Number(exact(row['bucket'])) * BUCKET_MS, usd}
  })
}

/** The single calls of the last stretch of time. */
export function callsSince(database: Database, fromMs: number, nowMs: number): TimedCost[] {
  const rows = database.all(
    `SELECT call.at_ms AS at_ms, ${CALL_USD} AS usd FROM call JOIN rate r ON r.id = call.rate
    WHERE call.at_ms > ? AND call.at_ms <= ?`,
    fromMs,
    nowMs,
  )
  return rows.map((row) => ({atMs: Number(row['at_ms']), usd: Number(row['usd'])}))
}
