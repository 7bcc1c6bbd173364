import type {Dimension} from '../../../core/attribution/dimension.ts'
import type {LedgerQuery, QueryResult} from '../../../core/report/query.ts'
import {integer, textOrNull, type Database} from '../database.ts'
import {dimensionReaders, filterSql} from './dimension-sql.ts'
import {expandSplitCalls} from './expand-calls.ts'
import {GroupTable} from './group-table.ts'
import {addWhole, keyColumns, sourceOf, valuesOf, type QueryPlan} from './query-plan.ts'
import {cellRates} from './rates.ts'
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
  const {sql: wholeSql, values: wholeValues} = sourceOf({
    ...plan,
    involved: new Set(plan.query.filters.map(({dimension}) => dimension)),
  })
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
