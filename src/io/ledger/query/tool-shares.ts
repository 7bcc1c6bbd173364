import type {CostByClass} from '../../../core/rates/rate.ts'
import {exact} from '../database.ts'
import {expandSplitCalls} from './expand-calls.ts'
import {groupedSql, rateOf, sourceOf, summed, valuesOf, type QueryPlan} from './query-plan.ts'
import {countsOf} from './rates.ts'
import {isBigSql, SHARE_COSTS} from './share-rows.ts'
import {SUM_COLUMNS} from './source.ts'

/**
 * Adds calls grouped by tool or MCP server: a call that used several is split equally between them, what does not divide
 * going to the first. The sums are made in SQL, but for calls beyond its integers.
 */
export function addToolShares(plan: QueryPlan, condition: string): void {
  addShares(plan, `${condition} AND s.big = 0`)
  for (const calls of plan.calls.read) expandSplitCalls(plan, `${condition} AND ${isBigSql('s')}`, calls)
}

/** Sums the shares of all calls; a call without tools, or with one, is one whole share. */
function addShares(plan: QueryPlan, condition: string): void {
  const {database, groups} = plan
  const rows = summed((sumOf) => {
    const {sql, values} = groupedSql(
      plan,
      sourceOf(plan),
      [...SUM_COLUMNS, ...SHARE_COSTS],
      sumOf,
      condition,
      's.split',
    )
    return database.allExact(sql, ...values)
  })
  for (const row of rows) {
    const isSplit = row['further'] === 1n
    // money is tokens × rate but for calls that are split
    const cost = isSplit ? costFrom(SHARE_COSTS.map((name) => exact(row[name]))) : undefined
    groups.add(valuesOf(plan.readers, row), countsOf(row), rateOf(plan, row), row['orphan'] === 1n, cost)
  }
}

function costFrom(cumulative: readonly bigint[]): CostByClass {
  const step = (index: number) => cumulative[index]! - (index === 0 ? 0n : cumulative[index - 1]!)
  return {
    input: step(0),
    output: step(1),
    cacheRead: step(2),
    cacheWrite5m: step(3),
    cacheWrite1h: step(4),
    webSearch: step(5),
  }
}
