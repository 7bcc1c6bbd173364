import type {Dimension} from '../../../core/attribution/dimension.ts'
import {Amounts, costOf, type CellRate, type Counts} from '../../../core/report/amounts.ts'
import type {CostByClass} from '../../../core/rates/rate.ts'
import {exact, integer, textOrNull, type Database, type Row} from '../database.ts'
import {dimensionReaders, filterSql, isSplit, type DimensionReader} from './dimension-sql.ts'
import {expandSplitCalls} from './expand-calls.ts'
import type {Group, LedgerQuery, QueryResult} from '../../../core/report/query.ts'
import {cellRates, countsOf} from './rates.ts'
import {callSource, rollupSource, SUM_COLUMNS, type SqlPart} from './source.ts'
import {addToolShares} from './tool-shares.ts'

/**
 * Adds up calls by any dimensions, exactly. Dimensions of the attribution tuple and of time come from the rollup; prompts
 * and tools from single calls, summed in SQL; only calls that are split between several skills are taken one by one.
 */
export function groupCalls(database: Database, query: LedgerQuery): QueryResult {
  const involved = new Set<Dimension>([...query.by, ...query.filters.map(({dimension}) => dimension)])
  const groups = new GroupTable(query)
  const plan: QueryPlan = {
    database,
    query,
    groups,
    readers: dimensionReaders(database, query),
    filter: filterSql(database, query.filters),
    rates: cellRates(database),
    involved,
  }
  const tools = involved.has('tool') || involved.has('mcpServer')
  const oneByOne = involved.has('tool') && involved.has('mcpServer')
  if (oneByOne) expandSplitCalls(plan, '1')
  else {
    const single = involved.has('skill') ? 'a.skills <= 1' : '1'
    if (tools) addToolShares(plan, single)
    else addWhole(plan, single)
    if (involved.has('skill')) expandSplitCalls(plan, 'a.skills > 1')
  }
  nameModels(plan)
  return groups.result()
}

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

/** Distinct sessions of each group, and the models of calls without a price. */
function nameModels(plan: QueryPlan): void {
  const {database, groups, readers} = plan
  const {sql: where, values} = sourceOf(plan)
  const names = keyColumns(readers)
  if (readers.length > 0) {
    const sql = `SELECT ${names.select}count(DISTINCT a.session) AS sessions ${where} GROUP BY ${names.group.slice(0, -2)}`
    for (const row of database.all(sql, ...values)) {
      groups.countSessions(valuesOf(readers, row), integer(row['sessions']))
    }
  }
  const {sql: wholeSql, values: wholeValues} = sourceOf({...plan, involved: new Set(plan.query.filters.map(({dimension}) => dimension))})
  const whole = database.get(`SELECT count(DISTINCT a.session) AS sessions ${wholeSql}`, ...wholeValues)
  groups.whole.sessions = integer(whole?.['sessions'])
  if (!groups.hasUnpriced) return
  const open = [...plan.rates].filter(([, rate]) => rate.status !== 'priced').map(([id]) => id)
  const sql = `SELECT DISTINCT ${names.select}s.rate AS rate, a.model AS model ${where} AND s.rate IN (${open.join(', ')})`
  for (const row of database.all(sql, ...values)) {
    const status = plan.rates.get(integer(row['rate']))?.status ?? 'unpriced'
    groups.nameModel(valuesOf(readers, row), status, textOrNull(row['model']) ?? '')
  }
}

/** The groups of a query, by the values of its dimensions. */
export class GroupTable {
  readonly whole: Group
  readonly orphans = new Amounts()
  readonly #byKey = new Map<string, Group>()
  readonly #splitColumns: readonly number[]
  hasUnpriced = false

  constructor(query: LedgerQuery) {
    this.whole = newGroup([])
    this.#splitColumns = query.by.flatMap((dimension, index) => (isSplit(dimension) ? [index] : []))
  }

  add(
    values: readonly (string | null)[],
    counts: Counts,
    rate: CellRate,
    isOrphan: boolean,
    cost: CostByClass = costOf(counts, rate.vector),
  ): void {
    if (rate.status !== 'priced') this.hasUnpriced = true
    this.#group(values).amounts.add(counts, rate, cost)
    this.whole.amounts.add(counts, rate, cost)
    if (isOrphan) this.orphans.add(counts, rate, cost)
  }

  countSessions(values: readonly (string | null)[], sessions: number): void {
    const group = this.#byKey.get(JSON.stringify(values))
    if (group !== undefined) group.sessions = sessions
    else if (this.#splitColumns.length === 0) throw new TypeError('ledger: sessions of a group without calls')
  }

  nameModel(values: readonly (string | null)[], status: CellRate['status'], model: string): void {
    const group = this.#byKey.get(JSON.stringify(values))
    for (const one of [this.whole, ...(group === undefined ? [] : [group])]) {
      one.unpricedModels.add(model)
      if (status === 'estimated') one.estimatedModels.add(model)
    }
  }

  result(): QueryResult {
    return {groups: [...this.#byKey.values()], whole: this.whole, orphans: this.orphans}
  }

  #group(values: readonly (string | null)[]): Group {
    const key = JSON.stringify(values)
    let group = this.#byKey.get(key)
    if (group === undefined) {
      group = newGroup(values)
      this.#byKey.set(key, group)
    }
    return group
  }
}

function newGroup(values: readonly (string | null)[]): Group {
  return {values, amounts: new Amounts(), sessions: 0, estimatedModels: new Set(), unpricedModels: new Set()}
}

