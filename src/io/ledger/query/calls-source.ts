import type {Dimension} from '../../../core/attribution/dimension.ts'
import type {Bounds} from '../../../core/report/query.ts'
import type {Database} from '../database.ts'
import {DAY_MS} from '../forget-days.ts'
import {isTime} from './dimension-sql.ts'
import {keptDays, keptRows, type DayRange} from './kept-days.ts'
import {shareRows, type ShareDimension} from './share-rows.ts'
import {callsWithin, type RowSource, type SqlPart} from './source.ts'

/** Calls by prompt and tool: rows like {@link shareRows}, those of kept days added up. */
export interface CallsSource extends RowSource {
  /** The calls that are read one by one, as conditions on `call`. */
  readonly read: readonly SqlPart[]
}

/**
 * Where calls come from for what the rollup does not know.
 *
 * @param involved - All dimensions that the query groups or filters by.
 * @param promptAlone - Whether the query groups all calls by prompt and asks for nothing else.
 * @param keepFrom - In a span with fewer calls, days are not kept.
 */
export function callsSource(
  database: Database,
  bounds: Bounds,
  involved: ReadonlySet<Dimension>,
  promptAlone: boolean,
  keepFrom: number,
): CallsSource {
  const dimension = involved.has('tool') ? 'tool' : involved.has('mcpServer') ? 'mcpServer' : 'prompt'
  const sums = promptAlone ? 'prompt alone' : dimension
  const days = canKeep(involved, dimension) ? keptDays(database, sums, bounds, keepFrom) : null
  const read = days === null ? [callsWithin(bounds)] : outside(bounds, days)
  const rows = [...read.map((calls) => shareRows(dimension, calls)), ...(days === null ? [] : [keptRows(sums, days)])]
  return {
    from: {sql: `(${rows.map(({sql}) => sql).join(' UNION ALL ')}) s`, values: rows.flatMap(({values}) => values)},
    where: {sql: '1', values: []},
    read,
  }
}

/** Kept days know one of the dimensions that the rollup does not know, and no time of day. */
function canKeep(involved: ReadonlySet<Dimension>, dimension: ShareDimension): boolean {
  const others = (['prompt', 'tool', 'mcpServer'] as const).filter((other) => other !== dimension)
  return involved.has(dimension) && !others.some((other) => involved.has(other)) && ![...involved].some(isTime)
}

/** The calls of a span that do not lie in these days, none of which is older. */
function outside({fromMs, toMs}: Bounds, {first, end}: DayRange): SqlPart[] {
  const [firstMs, endMs] = [first * DAY_MS, end * DAY_MS]
  return [
    ...(fromMs !== null && fromMs < firstMs ? [callsWithin({fromMs, toMs: firstMs})] : []),
    ...(toMs === null || toMs > endMs ? [callsWithin({fromMs: endMs, toMs})] : []),
    ...(fromMs === null && toMs === null ? [{sql: 'call.at_ms IS NULL', values: []}] : []),
  ]
}
