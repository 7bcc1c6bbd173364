import type {DailySpend, DaySpend} from '../../core/forecast/daily-spend.ts'
import {BUCKET_MS, UNDATED_BUCKET} from '../../core/report/bucket.ts'
import type {Picodollars} from '../../core/money/picodollars.ts'
import {COST_CLASSES, type CostClass, type RateVector} from '../../core/rates/rate.ts'
import {bucketsOfPeriod} from '../../core/time/buckets-of-period.ts'
import type {TimeSpan} from '../../core/time/time-span.ts'
import {localDayOf} from '../../core/time/local-day.ts'
import {exact, integer, integerOrNull, text, type Database, type Row} from './database.ts'
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
  const known = knownDays(database, {timezone, fromMs, toMs: today.fromMs - SETTLED_MS})
  const days = [...known, ...readDays(database, known.at(-1)?.toMs ?? fromMs, {today, timezone, nowBucket})]
  return {
    days: withoutLeadingZeros(days).map(({day, pricedPicodollars, estimatedPicodollars}) => {
      return {day, pricedPicodollars, estimatedPicodollars}
    }),
    ...left,
    estimatedCalls: days.reduce((sum, {estimatedCalls}) => sum + estimatedCalls, 0),
    unpricedCalls: days.reduce((sum, {unpricedCalls}) => sum + unpricedCalls, 0),
  }
}

/** A day with all that is asked of it. */
interface StoredDay extends DaySpend {
  readonly toMs: number
  readonly estimatedCalls: number
  readonly unpricedCalls: number
}

/** Days that ended so long ago are kept as they were read. */
const SETTLED_MS = 86_400_000

/**
 * The settled days. They are read once and kept; whatever changes the rollup below their end forgets them (triggers of
 * the schema see to that).
 */
function knownDays(
  database: Database,
  {timezone, fromMs, toMs}: {readonly timezone: string; readonly fromMs: number; readonly toMs: number},
): StoredDay[] {
  const cached = database.get('SELECT json FROM spend_cache WHERE timezone = ?', timezone)
  const known = cached === undefined ? [] : daysFromJson(text(cached['json']))
  if (known[0] !== undefined && known[0].toMs < fromMs) known.length = 0
  const knownTo = known.at(-1)?.toMs ?? fromMs
  if (toMs - knownTo < REFRESH_MS) return known
  const last = localDayOf(timezone, toMs - 1)
  const days = [
    ...known,
    ...readDays(database, knownTo, {today: last, timezone, nowBucket: Number.MAX_SAFE_INTEGER - 1}),
  ]
  database.run(
    'REPLACE INTO spend_cache (timezone, until_bucket, json) VALUES (?, ?, ?)',
    timezone,
    Math.floor(last.toMs / BUCKET_MS),
    daysToJson(days),
  )
  return days
}

/** So many days are read anew each time before they are kept, too: writing costs more. */
const REFRESH_MS = 7 * 86_400_000

function readDays(
  database: Database,
  fromMs: number,
  {today, timezone, nowBucket}: {readonly today: TimeSpan; readonly timezone: string; readonly nowBucket: number},
): StoredDay[] {
  const rates = cellRates(database)
  // one short query per day: grouped by day as a whole, SQLite would sort the rollup of all years
  return bucketsOfPeriod({fromMs, toMs: today.toMs}, 'day', timezone).map(({label, fromMs, toMs}) => {
    const day = {day: label, toMs, pricedPicodollars: 0n, estimatedPicodollars: 0n, estimatedCalls: 0, unpricedCalls: 0}
    const bounds = [Math.floor(fromMs / BUCKET_MS), Math.min(Math.floor(toMs / BUCKET_MS), nowBucket + 1)]
    for (const row of database.allExact(DAY_SUMS, ...bounds)) {
      const rate = rates.get(Number(exact(row['rate'])))
      if (rate === undefined) throw new TypeError('ledger: a rollup row has no rate')
      const picodollars = costIn(row, rate.vector)
      if (rate.status === 'priced') day.pricedPicodollars += picodollars
      else if (rate.status === 'estimated') {
        day.estimatedPicodollars += picodollars
        day.estimatedCalls += Number(exact(row['calls']))
      } else day.unpricedCalls += Number(exact(row['calls']))
    }
    return day
  })
}

function daysToJson(days: readonly StoredDay[]): string {
  return JSON.stringify(
    days.map((day) => [
      day.day,
      day.toMs,
      `${day.pricedPicodollars}`,
      `${day.estimatedPicodollars}`,
      day.estimatedCalls,
      day.unpricedCalls,
    ]),
  )
}

function daysFromJson(json: string): StoredDay[] {
  const rows: unknown = JSON.parse(json)
  if (!Array.isArray(rows)) throw new TypeError('ledger: kept days are damaged')
  return rows.map((row: unknown) => {
    const cells: unknown[] = Array.isArray(row) ? row : []
    return {
      day: text(cells[0]),
      toMs: integer(cells[1]),
      pricedPicodollars: BigInt(text(cells[2])),
      estimatedPicodollars: BigInt(text(cells[3])),
      estimatedCalls: integer(cells[4]),
      unpricedCalls: integer(cells[5]),
    }
  })
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
function withoutLeadingZeros(days: readonly StoredDay[]): readonly StoredDay[] {
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
