import type {Dimension} from '../../../core/attribution/dimension.ts'
import type {LedgerQuery, QueryResult} from '../../../core/report/query.ts'
import type {Database} from '../database.ts'
import {callsSource} from './calls-source.ts'
import {dimensionReaders, filterSql} from './dimension-sql.ts'
import {expandSplitCalls} from './expand-calls.ts'
import {GroupTable} from './group-table.ts'
import {nameGroups} from './name-groups.ts'
import {
  addWhole,
  groupedSql,
  isByPrompt,
  needsAttribution,
  rateOf,
  sourceOf,
  summed,
  type QueryPlan,
} from './query-plan.ts'
import {cellRates, countsOf} from './rates.ts'
import {sessionBuckets} from './session-buckets.ts'
import {SUM_COLUMNS} from './source.ts'
import {addToolShares} from './tool-shares.ts'

/** Adding up fewer calls takes no time. */
const WORTH_KEEPING = 5000

/**
 * Adds up calls by any dimensions, exactly. Dimensions of the attribution tuple and of time come from the rollup; prompts
 * and tools from single calls, summed in SQL, and from days that are kept added up; only calls that are split between
 * several skills are taken one by one.
 *
 * @param keepFrom - In a span with fewer calls, days are not kept.
 */
export function groupCalls(database: Database, query: LedgerQuery, keepFrom = WORTH_KEEPING): QueryResult {
  const involved = new Set<Dimension>([...query.by, ...query.filters.map(({dimension}) => dimension)])
  const groups = new GroupTable()
  const asked = {query, involved}
  const promptAlone = isByPrompt(asked) && !needsAttribution(asked)
  const plan: QueryPlan = {
    database,
    query,
    groups,
    readers: dimensionReaders(database, query),
    filter: filterSql(database, query.filters),
    buckets: sessionBuckets(database, query.filters),
    rates: cellRates(database),
    involved,
    calls: callsSource(database, query.bounds, involved, promptAlone, keepFrom),
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
  addOrphans(plan)
  nameGroups(plan)
  return groups.result()
}

/** Orphans, where the main query did without attributions. */
function addOrphans(plan: QueryPlan): void {
  if (needsAttribution(plan)) return
  const bare = {...plan, involved: new Set<Dimension>(), readers: []}
  const source = sourceOf(bare)
  const rows = summed((sumOf) => {
    const {sql, values} = groupedSql(bare, source, SUM_COLUMNS, sumOf, 'a.orphan = 1')
    return plan.database.allExact(sql, ...values)
  })
  for (const row of rows) plan.groups.addOrphans(countsOf(row), rateOf(plan, row))
}
