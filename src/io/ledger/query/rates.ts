import type {CellRate, Counts, CountsOf} from '../../../core/report/amounts.ts'
import type {RecordedRate} from '../../../core/report/call-record.ts'
import type {TokenSums} from '../../../core/tokens.ts'
import {exact, integer, textOrNull, type Database, type Row} from '../database.ts'

/** All rates that calls have, by id: some dozens. */
export function cellRates(database: Database): Map<number, CellRate> {
  return new Map(database.allExact('SELECT * FROM rate').map((row) => [Number(exact(row['id'])), rateOf(row)]))
}

/** One of them; undefined when there is none under this id. */
export function cellRate(database: Database, id: number): CellRate | undefined {
  const row = database.getList(RATE, id)
  if (row === undefined) return undefined
  const [status, ...prices] = row
  const [input = 0n, output = 0n, cacheRead = 0n, cacheWrite5m = 0n, cacheWrite1h = 0n, webSearch = 0n] = prices.map(
    (price) => BigInt(integer(price)),
  )
  return {status: statusOf(status), vector: {input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearch}}
}

const RATE = `
  SELECT status, input, output, cache_read, cache_write_5m, cache_write_1h, web_search FROM rate WHERE id = ?`

/** All rates with what the rate card says of them. */
export function recordedRates(database: Database): Map<number, RecordedRate> {
  return new Map(
    database.allExact('SELECT * FROM rate').map((row) => {
      const recorded = {
        ...rateOf(row),
        model: textOrNull(row['model']),
        from: textOrNull(row['valid_from']),
        condition: textOrNull(row['condition']),
        batch: row['batch'] === 1n,
        geoUs: row['geo_us'] === 1n,
      }
      return [Number(exact(row['id'])), recorded]
    }),
  )
}

/** A rate in a row that was read exactly. */
export function rateOf(row: Row): CellRate {
  return {
    status: statusOf(row['status']),
    vector: {...tokensOf(row), webSearch: exact(row['web_search'])},
  }
}

function statusOf(value: unknown): CellRate['status'] {
  return value === 'priced' || value === 'estimated' ? value : 'unpriced'
}

/** What stands in a row's columns of the five token classes, read exactly: tokens, or prices of one. */
export function tokensOf(row: Row): TokenSums {
  return {
    input: exact(row['input']),
    output: exact(row['output']),
    cacheRead: exact(row['cache_read']),
    cacheWrite5m: exact(row['cache_write_5m']),
    cacheWrite1h: exact(row['cache_write_1h']),
  }
}

/** The sums in a row that was read exactly. */
export function countsOf(row: Row): Counts {
  return {
    calls: exact(row['calls']),
    tokens: tokensOf(row),
    webSearches: exact(row['web_searches']),
    lowerBoundCalls: exact(row['lower_bound_calls']),
    missingOutputTokens: exact(row['missing_output']),
    unread5m: exact(row['unread_5m']),
    unread1h: exact(row['unread_1h']),
  }
}

/** The sums in a list of columns, which begin there in the order of `SUM_COLUMNS`. */
export function countsIn(row: readonly unknown[], start: number): CountsOf<number | bigint> {
  return {
    calls: countIn(row[start]),
    tokens: {
      input: countIn(row[start + 1]),
      output: countIn(row[start + 2]),
      cacheRead: countIn(row[start + 3]),
      cacheWrite5m: countIn(row[start + 4]),
      cacheWrite1h: countIn(row[start + 5]),
    },
    webSearches: countIn(row[start + 6]),
    lowerBoundCalls: countIn(row[start + 7]),
    missingOutputTokens: countIn(row[start + 8]),
    unread5m: countIn(row[start + 9]),
    unread1h: countIn(row[start + 10]),
  }
}

function countIn(value: unknown): number | bigint {
  return typeof value === 'number' ? value : exact(value)
}
