import {missingName} from '../../../core/attribution/dimension.ts'
import type {Filter} from '../../../core/report/filter.ts'
import type {Bounds} from '../../../core/report/query.ts'
import {byCellDimension, CELL_DIMENSIONS, type Cell, type CellKey, type CellRate} from '../../../core/snapshot/cell.ts'
import {exact, textOrNull, type Database, type Row} from '../database.ts'
import {columnOf} from '../dimension-column.ts'
import {SKILL_SEPARATOR} from '../interning.ts'
import {filterSql} from './dimension-sql.ts'
import {recordedRates, tokensOf} from './rates.ts'
import {callSource, rollupSource, type SqlPart} from './source.ts'

/** Which calls to group. */
export interface CellsQuery {
  readonly bounds: Bounds
  /** Dimensions with one value per call only. */
  readonly filters: readonly Filter[]
}

/**
 * All calls of a span of time by the dimensions of snapshots and by rate, from the rollup. A call of several skills is split
 * between them as in reports: tokens stay whole, and the shares add up to the call.
 */
export function readCells(database: Database, {bounds, filters}: CellsQuery): Cell[] {
  const filter = filterSql(database, filters)
  const rates = recordedRates(database)
  const rows = [
    ...database.allExact(...bound(wholeSql(bounds, filter))),
    ...database.allExact(...bound(splitSql(bounds, filter))),
  ]
  return rows.map((row) => cellOf(row, rates))
}

const COUNTS = ['calls', 'input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'web_searches'] as const

const KEYS = CELL_DIMENSIONS.map((dimension) => `a.${columnOf(dimension)}`).join(', ')

/** Calls of one skill or none. Attributions are joined to few rows only: after a first sum. */
function wholeSql(bounds: Bounds, filter: SqlPart): SqlPart {
  const {from, where} = rollupSource(bounds)
  const first = COUNTS.map((name) => `sum(s.${name}) AS ${name}`).join(', ')
  const second = COUNTS.map((name) => `sum(g.${name}) AS ${name}`).join(', ')
  return {
    sql: `SELECT ${KEYS}, g.rate AS rate, 0 AS part, ${second}
      FROM (SELECT s.attribution, s.rate, ${first} FROM ${from.sql} WHERE ${where.sql} GROUP BY s.attribution, s.rate) g
      JOIN attribution a ON a.id = g.attribution WHERE a.skills <= 1 AND ${filter.sql} GROUP BY ${KEYS}, g.rate`,
    values: [...from.values, ...where.values, ...filter.values],
  }
}

/** Calls of several skills, a row per share. */
function splitSql(bounds: Bounds, filter: SqlPart): SqlPart {
  const {from, where} = callSource(bounds)
  const shares = COUNTS.map((name) => `sum((s.${name} + a.skills - 1 - p.n) / a.skills) AS ${name}`).join(', ')
  return {
    sql: `WITH RECURSIVE p (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM p WHERE n + 1 < (SELECT max(skills) FROM attribution))
      SELECT ${KEYS}, s.rate AS rate, p.n AS part, ${shares}
      FROM ${from.sql} JOIN attribution a ON a.id = s.attribution JOIN p ON p.n < a.skills
      WHERE a.skills > 1 AND ${where.sql} AND ${filter.sql} GROUP BY ${KEYS}, s.rate, p.n`,
    values: [...from.values, ...where.values, ...filter.values],
  }
}

function bound({sql, values}: SqlPart): [string, ...(string | number)[]] {
  return [sql, ...values]
}

function cellOf(row: Row, rates: ReadonlyMap<number, CellRate>): Cell {
  const rate = rates.get(Number(exact(row['rate'])))
  if (rate === undefined) throw new TypeError('ledger: a call has a rate that is not there')
  return {
    key: keyOf(row),
    rate,
    calls: exact(row['calls']),
    tokens: tokensOf(row),
    webSearches: exact(row['web_searches']),
  }
}

function keyOf(row: Row): CellKey {
  const part = Number(exact(row['part']))
  return byCellDimension((dimension) => {
    const value = textOrNull(row[columnOf(dimension)])
    if (value === null) return missingName(dimension)
    return dimension === 'skill' ? (value.split(SKILL_SEPARATOR)[part] ?? value) : value
  })
}
