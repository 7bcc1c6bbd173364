import type {CellRate, Counts} from '../../../core/report/amounts.ts'
import {exact, text, type Database, type Row} from '../database.ts'

/** All rates that calls have, by id: some dozens. */
export function cellRates(database: Database): Map<number, CellRate> {
  const rates = new Map<number, CellRate>()
  for (const row of database.allExact('SELECT * FROM rate')) {
    const status = text(row['status'])
    rates.set(Number(exact(row['id'])), {
      status: status === 'priced' || status === 'estimated' ? status : 'unpriced',
      vector: {
        input: exact(row['input']),
        output: exact(row['output']),
        cacheRead: exact(row['cache_read']),
        cacheWrite5m: exact(row['cache_write_5m']),
        cacheWrite1h: exact(row['cache_write_1h']),
        webSearch: exact(row['web_search']),
      },
    })
  }
  return rates
}

/** The sums in a row that was read exactly. */
export function countsOf(row: Row): Counts {
  return {
    calls: exact(row['calls']),
    tokens: {
      input: exact(row['input']),
      output: exact(row['output']),
      cacheRead: exact(row['cache_read']),
      cacheWrite5m: exact(row['cache_write_5m']),
      cacheWrite1h: exact(row['cache_write_1h']),
    },
    webSearches: exact(row['web_searches']),
    lowerBoundCalls: exact(row['lower_bound_calls']),
    missingOutputTokens: exact(row['missing_output']),
    unread5m: exact(row['unread_5m']),
    unread1h: exact(row['unread_1h']),
  }
}
