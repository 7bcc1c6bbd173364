import type {CostByClass} from '../../../core/rates/rate.ts'
import {exact} from '../database.ts'
import {expandSplitCalls} from './expand-calls.ts'
import {addWhole, keyColumns, rateOf, sourceOf, valuesOf, type QueryPlan} from './group-calls.ts'
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
  const byTool = plan.involved.has('tool')
  const [share, shares] = byTool ? ['t.share', 't.shares'] : ['t.mcp_share', 't.mcp_shares']
  const small = ['input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'web_searches']
    .map((column) => `s.${column} <= ${MOST_TOKENS_IN_SQL}`)
    .join(' AND ')
  addWhole(plan, `${condition} AND ifnull(${shares}, 1) = 1`)
  addShares(plan, `${condition} AND ${shares} > 1 AND ${small}`, share!, shares!)
  // an over-large call is expanded whole, so its other shares must not be counted here
  const shared = `EXISTS (SELECT 1 FROM call_tool many WHERE many.call = s.id AND many.${shares!.slice(2)} > 1)`
  expandSplitCalls(plan, `${condition} AND NOT (${small}) AND ${shared}`)
}

function addShares(plan: QueryPlan, condition: string, share: string, shares: string): void {
  const {database, filter, groups} = plan
  const source = sourceOf(plan)
  const names = keyColumns(plan.readers)
  const part = (amount: string) => `sum((${amount} + ${shares} - 1 - ${share}) / ${shares})`
  const sums = SUM_COLUMNS.map((name) => `${part(`s.${name}`)} AS ${name}`)
  const costs = COST_COLUMNS.map((_, index) => `${part(cumulativeCost(index))} AS c${index}`)
  const sql = `SELECT ${names.select}s.rate AS rate, ${[...sums, ...costs].join(', ')}
    FROM ${source.sql} JOIN rate r ON r.id = s.rate
    WHERE ${condition} AND ${filter.sql} GROUP BY ${names.group}s.rate`
  for (const row of database.allExact(sql, ...source.values, ...filter.values)) {
    const cumulative = COST_COLUMNS.map((_, index) => exact(row[`c${index}`]))
    groups.add(valuesOf(plan.readers, row), countsOf(row), rateOf(plan, row), costFrom(cumulative))
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
