import {
  SPLIT_DIMENSIONS,
  TIME_DIMENSIONS,
  type Dimension,
  type TimeDimension,
} from '../../../core/attribution/dimension.ts'
import {compileFilter, type Filter} from '../../../core/report/filter.ts'
import {spanRuns} from '../../../core/report/span-index.ts'
import {timeSpanOf} from '../../../core/time/time-unit.ts'
import type {TimeSpan} from '../../../core/time/time-span.ts'
import {integerOrNull, textOrNull, type Database} from '../database.ts'
import {columnOf} from '../dimension-column.ts'
import {SKILL_SEPARATOR} from '../interning.ts'
import type {LedgerQuery} from '../../../core/report/query.ts'
import {knownSessions} from './known-sessions.ts'
import type {SqlPart} from './source.ts'

/** How each dimension of a query is read from SQL, and how its value is made of what SQL gives. */
export interface DimensionReader {
  readonly expression: string
  /** Where the name stands, when `expression` gives an id: grouping by ids is much faster. */
  readonly name?: {readonly table: string; readonly column: string}
  readonly valueOf: (column: unknown) => string | null
}

/** Whether one call may have several values of a dimension. */
export function isSplit(dimension: Dimension): boolean {
  return SPLIT_DIMENSIONS.some((one) => one === dimension)
}

/** Whether a dimension is a span of time. */
export function isTime(dimension: Dimension): dimension is TimeDimension {
  return TIME_DIMENSIONS.some((one) => one === dimension)
}

/** Readers for the dimensions of `by`, in order. */
export function dimensionReaders(database: Database, query: LedgerQuery): DimensionReader[] {
  return query.by.map((dimension) =>
    isTime(dimension)
      ? timeReader(database, query, dimension)
      : {expression: expressionOf(dimension), valueOf: textOrNull, ...NAMED[dimension]},
  )
}

/** Prompts and tools are grouped by their ids. */
const NAMED: Partial<Record<Dimension, Pick<DimensionReader, 'expression' | 'name'>>> = {
  prompt: {expression: 's.prompt', name: {table: 'prompt', column: 'key'}},
  tool: {expression: 's.tool', name: {table: 'tool', column: 'name'}},
}

/** The column that holds a dimension, in a query over `a` (attribution), `p` (prompt) and `tool`. */
export function expressionOf(dimension: Dimension): string {
  if (dimension === 'prompt') return 'p.key'
  if (dimension === 'tool') return 'tool.name'
  if (dimension === 'mcpServer') return 'tool.mcp_server'
  return `a.${columnOf(dimension)}`
}

/** A stretch of time as long as this in which nothing happened is skipped: one odd timestamp may lie thousands of years off. */
const GAP_MS = 32 * 86_400_000

/** The spans of a time dimension that a query covers, whole at both ends, in order; none where there were no calls for long. */
function spansOf(database: Database, query: LedgerQuery, dimension: TimeDimension): TimeSpan[] {
  const {fromMs, toMs} = query.bounds
  const stored = fromMs === null || toMs === null ? storedBounds(database) : null
  const low = fromMs ?? stored?.fromMs ?? null
  const high = toMs ?? stored?.toMs ?? null
  if (low === null || high === null || low >= high) return []
  const spans: TimeSpan[] = []
  let lookMs = low
  for (let atMs = low; atMs < high;) {
    if (atMs >= lookMs) {
      const nextMs = nextCallMs(database, atMs)
      if (nextMs === null || nextMs >= high) break
      if (nextMs > atMs + GAP_MS) atMs = nextMs
      lookMs = atMs + GAP_MS
    }
    const span = timeSpanOf(dimension, atMs, query.timezone, query.monthStart)
    spans.push(span)
    atMs = span.toMs
  }
  return spans
}

function nextCallMs(database: Database, fromMs: number): number | null {
  return integerOrNull(database.get('SELECT min(at_ms) AS at FROM call WHERE at_ms >= ?', fromMs)?.['at'])
}

function timeReader(database: Database, query: LedgerQuery, dimension: TimeDimension): DimensionReader {
  const spans = spansOf(database, query, dimension)
  const cases = spanRuns(spans).map(
    ({first, fromBucket, toBucket, widthBuckets}) =>
      `WHEN s.bucket >= ${fromBucket} AND s.bucket < ${toBucket} THEN ${first} + (s.bucket - ${fromBucket}) / ${widthBuckets}`,
  )
  return {
    expression: cases.length === 0 ? 'NULL' : `CASE ${cases.join(' ')} END`,
    valueOf: (column) => {
      const index = typeof column === 'bigint' ? Number(column) : integerOrNull(column)
      return index === null ? null : (spans[index]?.label ?? null)
    },
  }
}

function storedBounds(database: Database): {fromMs: number; toMs: number} | null {
  const low = integerOrNull(database.get('SELECT min(at_ms) AS at FROM call')?.['at'])
  const high = integerOrNull(database.get('SELECT max(at_ms) AS at FROM call')?.['at'])
  return low === null || high === null ? null : {fromMs: low, toMs: high + 1}
}

/** The condition that a row passes the filters on dimensions that the rows themselves have. */
export function filterSql(database: Database, filters: readonly Filter[]): SqlPart {
  const conditions: string[] = []
  const values: (string | number)[] = []
  for (const filter of filters) {
    const expression = expressionOf(filter.dimension)
    const matches = compileFilter(filter)
    const parts = (value: string) => (filter.dimension === 'skill' ? value.split(SKILL_SEPARATOR) : [value])
    const known =
      filter.dimension === 'session'
        ? knownSessions(database, 'attribution', filter)
        : knownValues(database, filter.dimension).filter((value) => parts(value).some(matches))
    const missing = matches(null) ? ` OR ${expression} IS NULL` : ''
    conditions.push(`(${expression} IN (SELECT value FROM json_each(?))${missing})`)
    values.push(JSON.stringify(known))
  }
  return {sql: conditions.length === 0 ? '1' : conditions.join(' AND '), values}
}

function knownValues(database: Database, dimension: Dimension): string[] {
  const [table, column] =
    dimension === 'prompt'
      ? ['prompt', 'key']
      : dimension === 'tool'
        ? ['tool', 'name']
        : dimension === 'mcpServer'
          ? ['tool', 'mcp_server']
          : ['attribution', columnOf(dimension)]
  const rows = database.all(`SELECT DISTINCT ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`)
  return rows.map((row) => textOrNull(row['value']) ?? '')
}
