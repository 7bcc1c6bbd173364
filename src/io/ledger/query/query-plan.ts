import type {Dimension} from '../../../core/attribution/dimension.ts'
import type {CellRate} from '../../../core/report/amounts.ts'
import type {LedgerQuery} from '../../../core/report/query.ts'
import {exact, type Database, type Row} from '../database.ts'
import type {DimensionReader} from './dimension-sql.ts'
import type {GroupTable} from './group-table.ts'
import {countsOf} from './rates.ts'
import {callSource, rollupSource, SUM_COLUMNS, type SqlPart} from './source.ts'

/** What the parts of one query share. */
export interface QueryPlan {
  readonly database: Database
  readonly query: LedgerQuery
  readonly groups: GroupTable
  readonly readers: readonly DimensionReader[]
  readonly filter: SqlPart
  readonly rates: ReadonlyMap<number, CellRate>
  readonly involved: ReadonlySet<Dimension>
}

/** FROM and WHERE of a query: rows `s`, their attribution `a`, and the prompt `p` and tools where they are asked for. */
export function sourceOf({query, involved, filter}: QueryPlan, furtherJoin = ''): SqlPart {
  const tools = involved.has('tool') || involved.has('mcpServer')
  const single = tools || involved.has('prompt')
  const source = single ? callSource(query.bounds) : rollupSource(query.bounds)
  const share = involved.has('tool') ? 'share' : 'mcp_share'
  const joins = [
    'JOIN attribution a ON a.id = s.attribution',
    ...(involved.has('prompt') ? ['LEFT JOIN prompt p ON p.id = s.prompt'] : []),
    ...(tools
      ? [`LEFT JOIN call_tool t ON t.call = s.id AND t.${share} IS NOT NULL LEFT JOIN tool ON tool.id = t.tool`]
      : []),
  ]
  return {
    sql: `FROM ${source.from.sql} ${joins.join(' ')} ${furtherJoin} WHERE ${source.where.sql} AND ${filter.sql}`,
    values: [...source.from.values, ...source.where.values, ...filter.values],
  }
}

/** Adds rows that belong to one group each. */
export function addWhole(plan: QueryPlan, condition: string): void {
  const {database, groups} = plan
  const source = sourceOf(plan)
  const names = keyColumns(plan.readers)
  const sums = SUM_COLUMNS.map((name) => `sum(s.${name}) AS ${name}`).join(', ')
  const sql = `SELECT ${names.select}s.rate AS rate, a.orphan AS orphan, ${sums} ${source.sql} AND ${condition} GROUP BY ${names.group}s.rate, a.orphan`
  for (const row of database.allExact(sql, ...source.values)) {
    groups.add(valuesOf(plan.readers, row), countsOf(row), rateOf(plan, row), row['orphan'] === 1n)
  }
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
  const rate = plan.rates.get(Number(exact(row['rate'])))
  if (rate === undefined) throw new TypeError('ledger: a call has a rate that is not there')
  return rate
}
