import type {DailySpend, DaySpend} from '../../core/forecast/daily-spend.ts'
import {BUCKET_MS, UNDATED_BUCKET} from '../../core/report/bucket.ts'
import type {Picodollars} from '../../core/money/picodollars.ts'
import {COST_CLASSES, type CostClass, type RateVector} from '../../core/rates/rate.ts'
import {bucketsOfPeriod} from '../../core/time/buckets-of-period.ts'
import {localDayOf} from '../../core/time/local-day.ts'
import {exact, integer, integerOrNull, type Database, type Row} from './database.ts'
import {cellRates} from './query/rates.ts'

/** What is asked: up to when, in days of which zone. */
export interface DailySpendQuery {
  readonly nowMs: number
  readonly timezone: string
}

/**
 * Spend per local day from the first day with a call to today, from the rollup: a year is read in milliseconds at any
 * size of the ledger. Calls from the future and calls without a time are counted and left out.
 */
export function dailySpend(database: Database, {nowMs, timezone}: DailySpendQuery): DailySpend {
  const nowBucket = Math.floor(nowMs / BUCKET_MS)
  const first = integerOrNull(
    database.get('SELECT min(bucket) AS first FROM rollup WHERE bucket BETWEEN 0 AND ?', nowBucket)?.['first'] ?? null,
  )
  const left = leftOut(database, nowBucket)
  if (first === null) return {days: [], ...left, estimatedCalls: 0, unpricedCalls: 0}
  const today = localDayOf(timezone, nowMs)
  const fromMs = localDayOf(timezone, first * BUCKET_MS).fromMs
  const spans = bucketsOfPeriod({fromMs, toMs: today.toMs}, 'day', timezone)
  const days = spans.map(({label}) => ({day: label, pricedPicodollars: 0n, estimatedPicodollars: 0n}))
  const counts = {estimatedCalls: 0, unpricedCalls: 0}
  const rates = cellRates(database)
  // one short query per day: grouped by day as a whole, SQLite would sort the rollup of all years
  for (const [index, {fromMs, toMs}] of spans.entries()) {
    const day = days[index]!
    const bounds = [Math.floor(fromMs / BUCKET_MS), Math.min(Math.floor(toMs / BUCKET_MS), nowBucket + 1)]
    for (const row of database.allExact(DAY_SUMS, ...bounds)) {
      const rate = rates.get(Number(exact(row['rate'])))
      if (rate === undefined) throw new TypeError('ledger: a rollup row has no rate')
      const picodollars = costIn(row, rate.vector)
      if (rate.status === 'priced') day.pricedPicodollars += picodollars
      else if (rate.status === 'estimated') {
        day.estimatedPicodollars += picodollars
        counts.estimatedCalls += Number(exact(row['calls']))
      } else counts.unpricedCalls += Number(exact(row['calls']))
    }
  }
  return {days: withoutLeadingZeros(days), ...left, ...counts}
}

/** Cost classes with the columns that hold their tokens. */
const COLUMNS: Readonly<Record<CostClass, string>> = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache_read',
  cacheWrite5m: 'cache_write_5m',
  cacheWrite1h: 'cache_write_1h',
  webSearch: 'web_searches',
}

const DAY_SUMS = `SELECT rate, sum(calls) AS calls, ${Object.values(COLUMNS)
  .map((column) => `sum(${column}) AS ${column}`)
  .join(', ')} FROM rollup WHERE bucket >= ? AND bucket < ? GROUP BY rate`

function costIn(row: Row, vector: RateVector): Picodollars {
  return COST_CLASSES.reduce((sum, name) => sum + exact(row[COLUMNS[name]]) * vector[name], 0n)
}

/** A series begins on the first day with spend; today stays in any case. */
function withoutLeadingZeros(days: readonly DaySpend[]): DaySpend[] {
  const first = days.findIndex((day) => day.pricedPicodollars > 0n || day.estimatedPicodollars > 0n)
  return days.slice(first < 0 ? -1 : first)
}

function leftOut(database: Database, nowBucket: number): {futureCalls: number; undatedCalls: number} {
  const sum = (condition: string, bucket: number) =>
    integer(
      database.get(`SELECT ifnull(sum(calls), 0) AS calls FROM rollup WHERE bucket ${condition} ?`, bucket)?.['calls'],
    )
  return {futureCalls: sum('>', nowBucket), undatedCalls: sum('=', UNDATED_BUCKET)}
}
