import type {CostByClass} from '../../../core/rates/rate.ts'
import {exact} from '../database.ts'
import {expandSplitCalls} from './expand-calls.ts'
import {groupedSql, rateOf, sourceOf, valuesOf, type QueryPlan} from './query-plan.ts'
import {countsOf} from './rates.ts'
import {SUM_COLUMNS} from './source.ts'

/** Calls with more tokens than this in a class are taken one by one: their money would overflow SQL's 64 bits. */
const MOST_TOKENS_IN_SQL = 4_000_000_000

const COST_COLUMNS = ['input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'web_searches'] as const
const RATE_COLUMNS = ['input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'web_search'] as const

/**
 * Adds calls grouped by tool or MCP server: a call that used several is split equally between them, what does not divide
 * going to the first. The sums are made in SQL.
 */
export function addToolShares(plan: QueryPlan, condition: string): void {
  const small = COST_COLUMNS.map((column) => `s.${column} <= ${MOST_TOKENS_IN_SQL}`).join(' AND ')
  addShares(plan, `${condition} AND ${small}`)
  expandSplitCalls(plan, `${condition} AND NOT (${small})`)
}

/** Sums the shares of all calls; a call without tools, or with one, is one whole share. */
function addShares(plan: QueryPlan, condition: string): void {
  const {database, groups} = plan
  const [share, shares] = plan.involved.has('tool') ? ['t.share', 't.shares'] : ['t.mcp_share', 't.mcp_shares']
  const part = (amount: string) => `(${amount} + ${shares} - 1 - ${share}) / ${shares}`
  const sums = SUM_COLUMNS.map(
    (name) => `sum(CASE WHEN ${shares} > 1 THEN ${part(`s.${name}`)} ELSE s.${name} END) AS ${name}`,
  )
  // money is tokens × rate but for calls that are split
  const costs = COST_COLUMNS.map(
    (_, index) => `ifnull(sum(CASE WHEN ${shares} > 1 THEN ${part(cumulativeCost(index))} END), 0) AS c${index}`,
  )
  const source = sourceOf(plan, 'JOIN rate r ON r.id = s.rate')
  const {sql, values} = groupedSql(plan, source, [...sums, ...costs], condition, `ifnull(${shares} > 1, 0)`)
  for (const row of database.allExact(sql, ...values)) {
    const isSplit = row['further'] === 1n
    const cost = isSplit ? costFrom(COST_COLUMNS.map((_, index) => exact(row[`c${index}`]))) : undefined
    groups.add(valuesOf(plan.readers, row), countsOf(row), rateOf(plan, row), row['orphan'] === 1n, cost)
  }
}

/** Money of the classes up to one of them: shares are taken of these sums, so that they add up to shares of the call. */
function cumulativeCost(last: number): string {
  const terms = COST_COLUMNS.slice(0, last + 1).map((column, index) => `s.${column} * r.${RATE_COLUMNS[index]!}`)
  return `(${terms.join(' + ')})`
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
