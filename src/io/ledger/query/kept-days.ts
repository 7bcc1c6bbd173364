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

/**
 * What is kept of a day: sums by a dimension and attribution; or by prompt alone, where attributions stand only with the calls
 * that they say more of: those without a prompt (their session) and without a price (their model). That is a third of the rows.
 */
export type KeptSums = ShareDimension | 'prompt alone'

/** Columns that the table of kept shares has beside its key. */
const AMOUNTS = [...SUM_COLUMNS, ...SHARE_COSTS]

/**
 * The days within a span of time whose calls are kept added up by a dimension. Those that are not are added up now, and
 * kept: all but the day of the newest call, which will grow.
 *
 * @param worthIt - In a span with fewer calls, nothing is kept.
 * @returns Null when there are none, or they cannot be kept now: then every call is to be read.
 */
export function keptDays(database: Database, sums: KeptSums, bounds: Bounds, worthIt: number): DayRange | null {
  const range = settledDays(database, bounds)
  if (range === null || !hasCalls(database, range, worthIt)) return null
  const missing = missingDays(database, sums, range)
  return missing.length === 0 || keep(database, sums, missing) ? range : null
}

/** What is kept of days, as rows like {@link shareRows}. */
export function keptRows(sums: KeptSums, {first, end}: DayRange): SqlPart {
  const member = 'nullif(k.member, 0)'
  const isByPrompt = dimensionOf(sums) === 'prompt'
  const keys = isByPrompt ? `${member} AS prompt` : 'NULL AS prompt'
  const tool = isByPrompt ? 'NULL AS tool' : `${member} AS tool`
  const amounts = AMOUNTS.map((name) => `k.${name} AS ${name}`).join(', ')
  return {
    sql: `SELECT NULL AS bucket, ${keys}, k.attribution AS attribution, k.rate AS rate, ${tool}, k.split AS split,
      0 AS big, ${amounts} FROM kept_day d CROSS JOIN kept_share k ON k.dimension = d.dimension AND k.day = d.day
      WHERE d.dimension = ? AND d.day >= ? AND d.day < ?`,
    values: [sums, first, end],
  }
}

/** What the calls of a day come to, in the columns of `kept_share`. */
function dayOfCalls(kept: KeptSums, day: number): SqlPart {
  const dimension = dimensionOf(kept)
  const calls = {sql: 'call.at_ms >= ? AND call.at_ms < ?', values: [day * DAY_MS, (day + 1) * DAY_MS]}
  const rows = shareRows(dimension, calls)
  const member = dimension === 'prompt' ? 'prompt' : 'tool'
  const sums = AMOUNTS.map((name) => `sum(${name}) AS ${name}`).join(', ')
  const attribution =
    kept === 'prompt alone'
      ? `CASE WHEN prompt IS NULL OR rate IN (SELECT id FROM rate WHERE status <> 'priced') THEN attribution ELSE 0 END`
      : 'attribution'
  return {
    sql: `SELECT ? AS dimension, ? AS day, ifnull(${member}, 0) AS member, ${attribution} AS tuple, rate, split, ${sums}
      FROM (${rows.sql}) WHERE big = 0 GROUP BY member, tuple, rate, split`,
    values: [kept, day, ...rows.values],
  }
}

/** Rows of kept days that are not what their calls come to, and the other way round: none, in a sound ledger. */
export function differentDays(database: Database): Row[] {
  const days = database.all('SELECT day, dimension FROM kept_day ORDER BY day, dimension')
  return days.flatMap((row) => {
    const kept = KEPT.find((one) => one === row['dimension']) ?? 'prompt'
    const derived = dayOfCalls(kept, integer(row['day']))
    const stored = 'SELECT * FROM kept_share WHERE dimension = ? AND day = ?'
    const key = [kept, integer(row['day'])]
    return database.allExact(
      `SELECT * FROM (${stored} EXCEPT ${derived.sql}) UNION ALL SELECT * FROM (${derived.sql} EXCEPT ${stored})`,
      ...key,
      ...derived.values,
      ...derived.values,
      ...key,
    )
  })
}

const KEPT: readonly KeptSums[] = ['prompt', 'prompt alone', 'tool', 'mcpServer']

function dimensionOf(sums: KeptSums): ShareDimension {
  return sums === 'prompt alone' ? 'prompt' : sums
}

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
function missingDays(database: Database, sums: KeptSums, {first, end}: DayRange): number[] {
  const rows = database.all('SELECT day FROM kept_day WHERE dimension = ? AND day >= ? AND day < ?', sums, first, end)
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
function keep(database: Database, sums: KeptSums, days: readonly number[]): boolean {
  const waitMs = integer(database.get('PRAGMA busy_timeout')?.['timeout'])
  database.connection.exec('PRAGMA busy_timeout = 0')
  try {
    return database.transaction(() => days.filter((day) => keepDay(database, sums, day)).length === days.length)
  } catch (error) {
    if (error instanceof Error && 'errcode' in error) return false // a full disk, a file that may not be written
    throw error
  } finally {
    database.connection.exec(`PRAGMA busy_timeout = ${waitMs}`)
  }
}

function keepDay(database: Database, sums: KeptSums, day: number): boolean {
  const big = `SELECT 1 FROM call WHERE at_ms >= ? AND at_ms < ? AND ${isBigSql('call')} LIMIT 1`
  if (database.get(big, day * DAY_MS, (day + 1) * DAY_MS) !== undefined) return false
  const {sql, values} = dayOfCalls(sums, day)
  database.run('DELETE FROM kept_share WHERE dimension = ? AND day = ?', sums, day)
  database.run(`INSERT INTO kept_share ${sql}`, ...values)
  database.run('REPLACE INTO kept_day (day, dimension) VALUES (?, ?)', day, sums)
  return true
}
