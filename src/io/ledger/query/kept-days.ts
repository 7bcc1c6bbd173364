import type {Bounds} from '../../../core/report/query.ts'
import {integer, integerOrNull, type Database, type Row} from '../database.ts'
import {DAY_MS} from '../forget-days.ts'
import {isBigSql, shareRows, SHARE_COSTS, type ShareDimension} from './share-rows.ts'
import {SUM_COLUMNS, type SqlPart} from './source.ts'

/** A run of whole days of UTC: from the first up to the second, as days since 1970. */
export interface DayRange {
  readonly first: number
  readonly end: number
}

/** Columns that the table of kept shares has beside its key. */
const AMOUNTS = [...SUM_COLUMNS, ...SHARE_COSTS]

/**
 * The days within a span of time whose calls are kept added up by a dimension. Those that are not are added up now, and
 * kept: all but the day of the newest call, which will grow.
 *
 * @param worthIt - In a span with fewer calls, nothing is kept.
 * @returns Null when there are none, or they cannot be kept now: then every call is to be read.
 */
export function keptDays(
  database: Database,
  dimension: ShareDimension,
  bounds: Bounds,
  worthIt: number,
): DayRange | null {
  const range = settledDays(database, bounds)
  if (range === null || !hasCalls(database, range, worthIt)) return null
  const missing = missingDays(database, dimension, range)
  return missing.length === 0 || keep(database, dimension, missing) ? range : null
}

/** What is kept of days, as rows like {@link shareRows}. */
export function keptRows(dimension: ShareDimension, {first, end}: DayRange): SqlPart {
  const member = 'nullif(k.member, 0)'
  const keys = dimension === 'prompt' ? `${member} AS prompt` : 'NULL AS prompt'
  const tool = dimension === 'prompt' ? 'NULL AS tool' : `${member} AS tool`
  const amounts = AMOUNTS.map((name) => `k.${name} AS ${name}`).join(', ')
  return {
    sql: `SELECT NULL AS bucket, ${keys}, k.attribution AS attribution, k.rate AS rate, ${tool}, k.split AS split,
      0 AS big, ${amounts} FROM kept_day d CROSS JOIN kept_share k ON k.dimension = d.dimension AND k.day = d.day
      WHERE d.dimension = ? AND d.day >= ? AND d.day < ?`,
    values: [dimension, first, end],
  }
}

/** What the calls of a day come to, in the columns of `kept_share`. */
function dayOfCalls(dimension: ShareDimension, day: number): SqlPart {
  const calls = {sql: 'call.at_ms >= ? AND call.at_ms < ?', values: [day * DAY_MS, (day + 1) * DAY_MS]}
  const rows = shareRows(dimension, calls)
  const member = dimension === 'prompt' ? 'prompt' : 'tool'
  const sums = AMOUNTS.map((name) => `sum(${name}) AS ${name}`).join(', ')
  return {
    sql: `SELECT ? AS dimension, ? AS day, ifnull(${member}, 0) AS member, attribution, rate, split, ${sums}
      FROM (${rows.sql}) WHERE big = 0 GROUP BY member, attribution, rate, split`,
    values: [dimension, day, ...rows.values],
  }
}

/** Rows of kept days that are not what their calls come to, and the other way round: none, in a sound ledger. */
export function differentDays(database: Database): Row[] {
  const days = database.all('SELECT day, dimension FROM kept_day ORDER BY day, dimension')
  return days.flatMap((row) => {
    const dimension = DIMENSIONS.find((one) => one === row['dimension']) ?? 'prompt'
    const derived = dayOfCalls(dimension, integer(row['day']))
    const stored = 'SELECT * FROM kept_share WHERE dimension = ? AND day = ?'
    const key = [dimension, integer(row['day'])]
    return database.allExact(
      `SELECT * FROM (${stored} EXCEPT ${derived.sql}) UNION ALL SELECT * FROM (${derived.sql} EXCEPT ${stored})`,
      ...key,
      ...derived.values,
      ...derived.values,
      ...key,
    )
  })
}

const DIMENSIONS: readonly ShareDimension[] = ['prompt', 'tool', 'mcpServer']

function settledDays(database: Database, {fromMs, toMs}: Bounds): DayRange | null {
  const oldest = integerOrNull(database.get('SELECT min(at_ms) AS at FROM call')?.['at'])
  const newest = integerOrNull(database.get('SELECT max(at_ms) AS at FROM call')?.['at'])
  if (oldest === null || newest === null) return null
  const first = Math.max(fromMs === null ? -Infinity : Math.ceil(fromMs / DAY_MS), Math.floor(oldest / DAY_MS))
  const end = Math.min(toMs === null ? Infinity : Math.floor(toMs / DAY_MS), Math.floor(newest / DAY_MS))
  return first < end ? {first, end} : null
}

function hasCalls(database: Database, {first, end}: DayRange, count: number): boolean {
  const sql = 'SELECT 1 FROM call WHERE at_ms >= ? AND at_ms < ? LIMIT 1 OFFSET ?'
  return database.get(sql, first * DAY_MS, end * DAY_MS, count) !== undefined
}

/** Days with calls that are not kept. */
function missingDays(database: Database, dimension: ShareDimension, {first, end}: DayRange): number[] {
  const rows = database.all(
    'SELECT day FROM kept_day WHERE dimension = ? AND day >= ? AND day < ?',
    dimension,
    first,
    end,
  )
  const kept = new Set(rows.map((row) => integer(row['day'])))
  const missing: number[] = []
  for (let day = first; day < end; day++) {
    if (kept.has(day)) continue
    const next = integerOrNull(database.get('SELECT min(at_ms) AS at FROM call WHERE at_ms >= ?', day * DAY_MS)?.['at'])
    day = next === null ? end : Math.floor(next / DAY_MS)
    if (day < end && !kept.has(day)) missing.push(day)
  }
  return missing
}

/** @returns Whether they are kept now: not while another process is writing, and no day with a call that SQL cannot price. */
function keep(database: Database, dimension: ShareDimension, days: readonly number[]): boolean {
  const waitMs = integer(database.get('PRAGMA busy_timeout')?.['timeout'])
  database.connection.exec('PRAGMA busy_timeout = 0')
  try {
    return database.transaction(() => days.filter((day) => keepDay(database, dimension, day)).length === days.length)
  } catch (error) {
    if (error instanceof Error && 'errcode' in error) return false // a full disk, a file that may not be written
    throw error
  } finally {
    database.connection.exec(`PRAGMA busy_timeout = ${waitMs}`)
  }
}

function keepDay(database: Database, dimension: ShareDimension, day: number): boolean {
  const big = `SELECT 1 FROM call WHERE at_ms >= ? AND at_ms < ? AND ${isBigSql('call')} LIMIT 1`
  if (database.get(big, day * DAY_MS, (day + 1) * DAY_MS) !== undefined) return false
  const {sql, values} = dayOfCalls(dimension, day)
  database.run('DELETE FROM kept_share WHERE dimension = ? AND day = ?', dimension, day)
  database.run(`INSERT INTO kept_share ${sql}`, ...values)
  database.run('REPLACE INTO kept_day (day, dimension) VALUES (?, ?)', day, dimension)
  return true
}
