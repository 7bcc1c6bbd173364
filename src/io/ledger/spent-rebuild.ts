import type {Spent} from '../../core/budget/verdict.ts'
import {BUCKET_MS} from '../../core/report/bucket.ts'
import type {CallRow} from './call-row.ts'
import {integer, integerOrNull, text, type Database, type Row} from './database.ts'
import {type Book, writeBook} from './spent-book.ts'
import {shareOf, SpentEntries} from './spent-entries.ts'
import {SpentSum} from './spent-listener.ts'
import {WindowNames} from './spent-windows.ts'

/** Counts everything anew for other budgets, or other days and months. Call within a transaction. */
export function rebuildSpent(database: Database, book: Book): void {
  database.run('DELETE FROM spent')
  database.run('DELETE FROM spent_touched')
  writeBook(database, book)
  const entries = new SpentEntries(database, book.budgets)
  const sum = new SpentSum(entries, new WindowNames(book.settings), book.budgets.rules)
  if (book.budgets.rules.length > 0) addRollup(database, entries, sum)
  if (entries.needed !== 'none') addCalls(database, entries, sum)
  sum.write(database, true)
}

function addRollup(database: Database, entries: SpentEntries, sum: SpentSum): void {
  for (const row of database.iterate(
    'SELECT bucket, attribution, rate, calls, input, output, cache_read, cache_write_5m, cache_write_1h, web_searches FROM rollup',
  )) {
    const attribution = integer(row['attribution'])
    const shares = entries.ofCell(attribution, 'whole')
    if (shares.length === 0) continue
    const {picodollars, unpriced} = entries.cost(integer(row['rate']), usageOf(row))
    const bucket = integer(row['bucket'])
    const atMs = bucket < 0 ? null : bucket * BUCKET_MS
    sum.add(shares, {attribution, atMs}, picodollars, unpriced ? integer(row['calls']) : 0)
  }
}

const CALLS = `
  SELECT id, at_ms, attribution, rate, prompt, input, output, cache_read, cache_write_5m, cache_write_1h, web_searches FROM call`
const TOOLS = 'SELECT tool.name FROM call_tool JOIN tool ON tool.id = tool WHERE call = ? ORDER BY position, use_hash'

function addCalls(database: Database, entries: SpentEntries, sum: SpentSum): void {
  const few = ' WHERE attribution IN (SELECT id FROM attribution WHERE skills > 1)'
  const isAll = entries.needed === 'all'
  for (const row of database.iterate(isAll ? CALLS : CALLS + few)) {
    const entry = entryOf(database, row, isAll)
    const shares = entries.beyondCell(entry)
    if (shares.length === 0) continue
    const {picodollars, unpriced} = entries.cost(entry.rate, usageOf(row))
    sum.add(shares, {attribution: entry.attribution, atMs: entry.atMs}, picodollars, unpriced ? 1 : 0)
  }
}

/** What the calls of a span count for one rule and key: the edges of a rolling window. */
export function spentBetween(
  database: Database,
  book: Book,
  place: {readonly rule: number; readonly key: string; readonly fromMs: number; readonly toMs: number},
): Spent {
  const rows = database.all(`${CALLS} WHERE at_ms >= ? AND at_ms < ?`, place.fromMs, place.toMs)
  if (rows.length === 0) return {picodollars: 0n, unpricedCalls: 0}
  const rule = book.budgets.rules[place.rule]!
  const entries = new SpentEntries(database, {...book.budgets, rules: [rule]})
  let picodollars = 0n
  let unpricedCalls = 0
  for (const row of rows) {
    const entry = entryOf(database, row, entries.needed === 'all')
    const shares = entries.ofCall(entry).filter(({share}) => share.key === place.key)
    const cost = entries.cost(entry.rate, usageOf(row))
    for (const {share} of shares) {
      picodollars += shareOf(cost.picodollars, share)
      unpricedCalls += cost.unpriced ? 1 : 0
    }
  }
  return {picodollars, unpricedCalls}
}

function entryOf(database: Database, row: Row, withTools: boolean) {
  return {
    atMs: integerOrNull(row['at_ms']),
    attribution: integer(row['attribution']),
    rate: integer(row['rate']),
    prompt: integerOrNull(row['prompt']),
    tools: withTools ? database.all(TOOLS, integer(row['id'])).map((tool) => text(tool['name'])) : [],
  }
}

function usageOf(row: Row): Pick<CallRow['usage'], 'tokens' | 'webSearches'> {
  return {
    tokens: {
      input: integer(row['input']),
      output: integer(row['output']),
      cacheRead: integer(row['cache_read']),
      cacheWrite5m: integer(row['cache_write_5m']),
      cacheWrite1h: integer(row['cache_write_1h']),
    },
    webSearches: integer(row['web_searches']),
  }
}
