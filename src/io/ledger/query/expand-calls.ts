import type {Dimension} from '../../../core/attribution/dimension.ts'
import {costOf, type Counts} from '../../../core/report/amounts.ts'
import {equalCostShare, equalShare} from '../../../core/report/equal-share.ts'
import {compileFilter} from '../../../core/report/filter.ts'
import type {CostByClass} from '../../../core/rates/rate.ts'
import {exact, textOrNull, type Database, type Row} from '../database.ts'
import {SKILL_SEPARATOR} from '../interning.ts'
import {expressionOf, filterSql, isSplit} from './dimension-sql.ts'
import {keyColumns, rateOf, valuesOf, type QueryPlan} from './query-plan.ts'
import {countsOf} from './rates.ts'
import {callsWhere, callsWithin, SUM_COLUMNS} from './source.ts'

/**
 * Adds calls one by one, each split equally over its skills, and again over its tools or MCP servers, as far as the query
 * asks for them. For the few calls that SQL cannot split: exact for any size.
 *
 * @param condition - Which calls, in SQL over `s` and `a`.
 * @param within - Among which, in SQL over `call`: by default all of the span.
 */
export function expandSplitCalls(plan: QueryPlan, condition: string, within = callsWithin(plan.query.bounds)): void {
  const {database, query, involved} = plan
  const whole = query.filters.filter(({dimension}) => !isSplit(dimension))
  const filter = filterSql(database, whole)
  const source = callsWhere(within)
  const readers = plan.readers.map((reader, index) => {
    const dimension = query.by[index]!
    // split dimensions are filled in below; here they only keep their place
    if (isSplit(dimension)) return {...reader, expression: 'NULL'}
    return reader.name === undefined ? reader : {...reader, expression: expressionOf(dimension)}
  })
  const names = keyColumns(readers)
  const sums = SUM_COLUMNS.map((name) => `s.${name} AS ${name}`).join(', ')
  const prompt = involved.has('prompt') ? 'LEFT JOIN prompt p ON p.id = s.prompt' : ''
  const sql = `SELECT ${names.select}s.id AS id, s.rate AS rate, a.skill AS skill, a.orphan AS orphan, ${sums}
    FROM ${source.from.sql} JOIN attribution a ON a.id = s.attribution ${prompt} WHERE ${condition} AND ${filter.sql}`
  for (const row of database.allExact(sql, ...source.from.values, ...filter.values))
    addExpanded(plan, row, valuesOf(readers, row))
}

/** A part of a call: its values of the split dimensions, and what falls to it. */
interface Part {
  readonly values: ReadonlyMap<Dimension, string | null>
  readonly counts: Counts
  readonly cost: CostByClass
}

function addExpanded(plan: QueryPlan, row: Row, fixed: readonly (string | null)[]): void {
  const {query, involved, groups} = plan
  const rate = rateOf(plan, row)
  const counts = countsOf(row)
  let parts: Part[] = [{values: new Map(), counts, cost: costOf(counts, rate.vector)}]
  for (const [dimension, values] of splitValues(plan.database, row, involved)) {
    parts = parts.flatMap((part) => splitPart(part, dimension, values))
  }
  const filters = query.filters.filter(({dimension}) => isSplit(dimension))
  for (const part of parts) {
    if (!filters.every((filter) => compileFilter(filter)(part.values.get(filter.dimension) ?? null))) continue
    const values = query.by.map((dimension, index) =>
      isSplit(dimension) ? (part.values.get(dimension) ?? null) : fixed[index]!,
    )
    groups.add(values, part.counts, rate, row['orphan'] === 1n, part.cost)
  }
}

function splitValues(database: Database, row: Row, involved: ReadonlySet<Dimension>): [Dimension, string[]][] {
  const found: [Dimension, string[]][] = []
  const skill = textOrNull(row['skill'])
  if (involved.has('skill') && skill !== null) found.push(['skill', skill.split(SKILL_SEPARATOR)])
  for (const [dimension, share, column] of [
    ['tool', 'share', 'name'],
    ['mcpServer', 'mcp_share', 'mcp_server'],
  ] as const) {
    if (!involved.has(dimension)) continue
    const sql = `SELECT tool.${column} AS value FROM call_tool t JOIN tool ON tool.id = t.tool WHERE t.call = ? AND t.${share} IS NOT NULL ORDER BY t.${share}`
    const values = database.all(sql, Number(exact(row['id']))).map((one) => textOrNull(one['value']) ?? '')
    if (values.length > 0) found.push([dimension, values])
  }
  return found
}

function splitPart(part: Part, dimension: Dimension, values: readonly string[]): Part[] {
  return values.map((value, index) => {
    const share = (amount: bigint) => equalShare(amount, index, values.length)
    const {counts} = part
    return {
      values: new Map([...part.values, [dimension, value]]),
      counts: {
        calls: share(counts.calls),
        tokens: {
          input: share(counts.tokens.input),
          output: share(counts.tokens.output),
          cacheRead: share(counts.tokens.cacheRead),
          cacheWrite5m: share(counts.tokens.cacheWrite5m),
          cacheWrite1h: share(counts.tokens.cacheWrite1h),
        },
        webSearches: share(counts.webSearches),
        lowerBoundCalls: share(counts.lowerBoundCalls),
        missingOutputTokens: share(counts.missingOutputTokens),
        unread5m: share(counts.unread5m),
        unread1h: share(counts.unread1h),
      },
      cost: equalCostShare(part.cost, index, values.length),
    }
  })
}
