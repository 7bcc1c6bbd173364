import type {Dimension} from '../../../core/attribution/dimension.ts'
import type {CellRate} from '../../../core/report/amounts.ts'
import type {LedgerQuery} from '../../../core/report/query.ts'
import {exact, type Database, type Row} from '../database.ts'
import {isSplit, isTime, type DimensionReader} from './dimension-sql.ts'
import type {GroupTable} from './group-table.ts'
import {countsIn} from './rates.ts'
import type {CallsSource} from './calls-source.ts'
import {rollupSource, SUM_COLUMNS, type SqlPart} from './source.ts'

/** What the parts of one query share. */
export interface QueryPlan {
  readonly database: Database
  readonly query: LedgerQuery
  readonly groups: GroupTable
  readonly readers: readonly DimensionReader[]
  readonly filter: SqlPart
  /** On rows of the rollup, what they need to be looked at for the filters. */
  readonly buckets: SqlPart
  readonly rates: ReadonlyMap<number, CellRate>
  readonly involved: ReadonlySet<Dimension>
  readonly calls: CallsSource
}

/** FROM and WHERE of a query: rows `s`, their attribution `a`, and the prompt `p` and tools where they are asked for. */
export function sourceOf(plan: QueryPlan): SqlPart {
  const {query, involved, filter} = plan
  const tools = involved.has('tool') || involved.has('mcpServer')
  const ofCalls = tools || involved.has('prompt')
  const source = ofCalls ? plan.calls : rollupSource(query.bounds)
  const where = ofCalls ? [source.where, filter] : [source.where, plan.buckets, filter]
  const named = (dimension: Dimension) => query.filters.some((one) => one.dimension === dimension)
  const joins = [
    ...(needsAttribution(plan) ? ['JOIN attribution a ON a.id = s.attribution'] : []),
    ...(named('prompt') ? ['LEFT JOIN prompt p ON p.id = s.prompt'] : []),
    ...(involved.has('mcpServer') || named('tool') ? ['LEFT JOIN tool ON tool.id = s.tool'] : []),
  ]
  return {
    sql: `FROM ${source.from.sql} ${joins.join(' ')} WHERE ${where.map(({sql}) => sql).join(' AND ')}`,
    values: [...source.from.values, ...where.flatMap(({values}) => values)],
  }
}

/** Whether calls must be joined with their attribution: not where only tools, prompts or spans of time of all calls are asked for. */
export function needsAttribution({involved, query}: Pick<QueryPlan, 'involved' | 'query'>): boolean {
  if (query.filters.length > 0) return true
  const bare = [...involved].every((dimension) => dimension === 'tool' || dimension === 'prompt' || isTime(dimension))
  return !bare || !(involved.has('tool') || involved.has('prompt'))
}

/** Whether each group is one prompt, or the calls without one. A prompt is of one session: there is no need to count them. */
export function isByPrompt({query, involved}: Pick<QueryPlan, 'query' | 'involved'>): boolean {
  return (
    query.by.length === 1 && query.by[0] === 'prompt' && ![...involved].some((one) => one !== 'prompt' && isSplit(one))
  )
}

/** Adds rows that belong to one group each. */
export function addWhole(plan: QueryPlan, condition: string): void {
  const {groups, readers} = plan
  const source = sourceOf(plan)
  const seen = isByPrompt(plan) ? new Set<unknown>([null]) : null
  const rows = summed((sumOf) => {
    const {sql, values} = groupedSql(plan, source, SUM_COLUMNS, sumOf, condition, seen === null ? '0' : 's.prompt')
    return listsOf(plan.database, sql, values)
  })
  for (const row of rows) {
    const key = readers.map(({valueOf}, index) => valueOf(row[index]))
    const rate = rateWithId(plan, Number(row[readers.length]))
    groups.add(key, countsIn(row, readers.length + 3), rate, Number(row[readers.length + 1]) === 1)
    const prompt = row[readers.length + 2]
    if (seen === null || seen.has(prompt)) continue
    seen.add(prompt)
    groups.countSessions(key, 1)
  }
}

/** Rows as lists of their columns: numbers, or bigint where a sum is beyond them. */
function listsOf(database: Database, sql: string, values: SqlPart['values']): unknown[][] {
  try {
    return database.allLists(sql, ...values)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return database.allExact(sql, ...values).map((row) => Object.values(row))
  }
}

/** How a query adds up a column: null, where it gives each row by itself. */
export type SumOf = ((column: string) => string) | null

/** Asks for sums; where one is beyond SQL's integers, for the rows one by one. */
export function summed<Rows>(ask: (sumOf: SumOf) => Rows): Rows {
  try {
    return ask((column) => `sum(${column})`)
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'integer overflow') throw error
    return ask(null)
  }
}

/** A query that groups by keys, rate and orphanhood, and adds up columns of `s`. */
export function groupedSql(
  plan: QueryPlan,
  source: SqlPart,
  sums: readonly string[],
  sumOf: SumOf,
  condition: string,
  furtherKey = '0',
): SqlPart {
  const orphan = needsAttribution(plan) ? 'a.orphan' : '0'
  const amounts = sums.map((name) => `${sumOf === null ? `s.${name}` : sumOf(`s.${name}`)} AS ${name}`)
  const columns = ['s.rate AS rate', `${orphan} AS orphan`, `${furtherKey} AS further`, ...amounts]
  const groups = [...plan.readers.map((_, index) => `i${index}`), 'rate', 'orphan', 'further'].join(', ')
  const grouping = sumOf === null ? '' : `GROUP BY ${groups}`
  return {
    sql: namedSql(plan.readers, columns, (selected) => `SELECT ${selected} ${source.sql} AND ${condition} ${grouping}`),
    values: source.values,
  }
}

/**
 * A query whose keys are taken as ids (`i0`, `i1` …) within, and given their names (`k0`, `k1` …) without.
 *
 * @param columns - What it selects beside the keys, each ending in `AS <column>`.
 * @param inner - Makes the query within of what it is to select.
 */
export function namedSql(
  readers: readonly DimensionReader[],
  columns: readonly string[],
  inner: (selected: string) => string,
): string {
  const selected = [...readers.map(({expression}, index) => `${expression} AS i${index}`), ...columns].join(', ')
  const keys = readers.map(({name}, index) => (name === undefined ? `g.i${index}` : `n${index}.${name.column}`))
  const joins = readers.map(({name}, index) =>
    name === undefined ? '' : `LEFT JOIN ${name.table} n${index} ON n${index}.id = g.i${index}`,
  )
  const outer = [
    ...keys.map((key, index) => `${key} AS k${index}`),
    ...columns.map((column) => `g.${column.slice(column.lastIndexOf(' ') + 1)}`),
  ]
  return `SELECT ${outer.join(', ')} FROM (${inner(selected)}) g ${joins.join(' ')}`
}

/** `k0, k1 …`: the columns that hold the dimensions' values. */
export function keyColumns(readers: readonly DimensionReader[]): {select: string; group: string} {
  return {
    select: readers.map(({expression}, index) => `${expression} AS k${index}, `).join(''),
    group: readers.map((_, index) => `k${index}, `).join(''),
  }
}

/** The values of the dimensions in a row. */
export function valuesOf(readers: readonly DimensionReader[], row: Row): (string | null)[] {
  return readers.map(({valueOf}, index) => valueOf(row[`k${index}`] ?? null))
}

/** The rate of a row read exactly. */
export function rateOf(plan: QueryPlan, row: Row): CellRate {
  return rateWithId(plan, Number(exact(row['rate'])))
}

function rateWithId({rates}: QueryPlan, id: number): CellRate {
  const rate = rates.get(id)
  if (rate === undefined) throw new TypeError('ledger: a call has a rate that is not there')
  return rate
}
