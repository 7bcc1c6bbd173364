import {BUCKET_OF_CALL, SUM_COLUMNS, type SqlPart} from './source.ts'

/** Dimensions that are no part of a call's attribution. */
export type ShareDimension = 'prompt' | 'tool' | 'mcpServer'

/** A call with more tokens than this in a class is taken by itself: its money would overflow SQL's 64 bits. */
const MOST_TOKENS_IN_SQL = 4_000_000_000

const COST_COLUMNS = ['input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'web_searches'] as const
const RATE_COLUMNS = ['input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'web_search'] as const

/** Columns that hold the money of shares of split calls: of the first class, of the first two, and so on. */
export const SHARE_COSTS = COST_COLUMNS.map((_, index) => `cost_${index}`)

/** Whether a call of `table` has more tokens than SQL can price. */
export function isBigSql(table: string): string {
  return `(${COST_COLUMNS.map((column) => `${table}.${column} > ${MOST_TOKENS_IN_SQL}`).join(' OR ')})`
}

/**
 * Calls as rows of one prompt, or of one tool (or MCP server) each: a call that used several is split equally between them,
 * what does not divide going to the first. Beside the columns of sums, `split` tells whether the row is a share; then its
 * money is in {@link SHARE_COSTS}, else it is tokens × rate. Where `big` is 1, neither holds.
 *
 * @param calls - A condition on `call`.
 */
export function shareRows(dimension: ShareDimension, calls: SqlPart): SqlPart {
  const keys = `${BUCKET_OF_CALL}, call.prompt AS prompt, call.attribution AS attribution, call.rate AS rate`
  if (dimension === 'prompt') {
    const sums = SUM_COLUMNS.map((name) => `${amountOf(name)} AS ${name}`)
    const costs = SHARE_COSTS.map((name) => `0 AS ${name}`)
    return {
      sql: `SELECT ${keys}, NULL AS tool, 0 AS split, 0 AS big, ${[...sums, ...costs].join(', ')} FROM call WHERE ${calls.sql}`,
      values: calls.values,
    }
  }
  const [share, shares] = dimension === 'tool' ? ['t.share', 't.shares'] : ['t.mcp_share', 't.mcp_shares']
  const part = (amount: string) => `(${amount} + ${shares} - 1 - ${share}) / ${shares}`
  const sums = SUM_COLUMNS.map((name) => {
    const amount = amountOf(name)
    return `CASE WHEN ${shares} > 1 THEN ${part(amount)} ELSE ${amount} END AS ${name}`
  })
  const costs = SHARE_COSTS.map(
    (name, index) => `CASE WHEN ${shares} > 1 THEN ${part(cumulativeCost(index))} ELSE 0 END AS ${name}`,
  )
  return {
    sql: `SELECT ${keys}, t.tool AS tool, ifnull(${shares} > 1, 0) AS split, ${isBigSql('call')} AS big,
      ${[...sums, ...costs].join(', ')}
      FROM call JOIN rate r ON r.id = call.rate LEFT JOIN call_tool t ON t.call = call.id AND ${share} IS NOT NULL
      WHERE ${calls.sql}`,
    values: calls.values,
  }
}

function amountOf(name: (typeof SUM_COLUMNS)[number]): string {
  if (name === 'calls') return '1'
  if (name === 'lower_bound_calls') return '(call.missing_output IS NOT NULL)'
  return name === 'missing_output' ? 'ifnull(call.missing_output, 0)' : `call.${name}`
}

/** Money of the classes up to one of them: shares are taken of these sums, so that they add up to shares of the call. */
function cumulativeCost(last: number): string {
  const terms = COST_COLUMNS.slice(0, last + 1).map((column, index) => `call.${column} * r.${RATE_COLUMNS[index]!}`)
  return `(${terms.join(' + ')})`
}
