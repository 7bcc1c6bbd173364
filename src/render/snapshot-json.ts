import {toUsd} from '../core/money/picodollars.ts'
import {COST_CLASSES} from '../core/rates/rate.ts'
import {
  CELL_DIMENSIONS,
  type Cell,
  cellCost,
  type CellDimension,
  type CellRate,
  sumOfClasses,
} from '../core/snapshot/cell.ts'
import {rateKey} from '../core/snapshot/compact-cells.ts'
import {SNAPSHOT_SCHEMA, type Snapshot, type SnapshotRow} from '../core/snapshot/snapshot.ts'
import {TOKEN_CLASSES} from '../core/tokens.ts'
import {type Json, writeJsonLine} from './json.ts'
import {timestamp} from './moment.ts'
import {type JsonFields, moneyFields, problemFields, totalsFields} from './totals-json.ts'

/** `pech snapshot`: the file that `pech diff` and `pech trend` read. Titles, paths and texts are not in it. */
export function snapshotJson({generatedAtMs, problems, period, totals, by, cells, git, budgets}: Snapshot): string {
  const rates = [...new Map(cells.map(({rate}) => [rateKey(rate), rate])).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  const indexes = new Map(rates.map(([key], index) => [key, index]))
  const fields: readonly (readonly [name: string, value: Json | readonly Json[], isLong?: true])[] = [
    ['schema', SNAPSHOT_SCHEMA],
    ['generatedAt', timestamp(generatedAtMs)],
    // Places of problems are paths of this machine: only how often each occurred leaves it.
    ['problems', problemFields(problems.map(({code, count}) => ({code, count})))],
    ['period', periodFields(period)],
    ['totals', totalsFields(totals)],
    ...CELL_DIMENSIONS.map((dimension) => [FIELDS[dimension], by[dimension].map(rowOf(dimension)), true] as const),
    ['git', git && {sha: git.sha, branch: git.branch, dirty: git.dirty}],
    ['budget', budgets.map(budgetFields), true],
    ['rates', rates.map(([, rate]) => rateFields(rate)), true],
    ['cells', cells.map((cell) => cellFields(cell, indexes.get(rateKey(cell.rate)) ?? 0)), true],
  ]
  const lines = fields.map(([name, value, isLong]) => `  "${name}": ${isLong ? listText(value) : writeJsonLine(value)}`)
  return `{\n${lines.join(',\n')}\n}\n`
}

/** A list with one entry per line: short, and a change of one entry is a change of one line. */
function listText(value: Json | readonly Json[]): string {
  const items = Array.isArray(value) ? value : []
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${writeJsonLine(item)}`).join(',\n')}\n  ]`
}

function periodFields({label, fromMs, toMs, timezone}: Snapshot['period']): Json {
  return {label, from: timestamp(fromMs), to: timestamp(toMs), timezone}
}

function budgetFields({name, limitPicodollars, spentPicodollars, level}: Snapshot['budgets'][number]): Json {
  return {
    name,
    level,
    limitUsd: toUsd(limitPicodollars),
    limitPicodollars: String(limitPicodollars),
    spentUsd: toUsd(spentPicodollars),
    spentPicodollars: String(spentPicodollars),
  }
}

function rateFields({status, from, condition, batch, geoUs, vector}: CellRate): Json {
  const digits = COST_CLASSES.map((costClass) => [costClass, String(vector[costClass])])
  return {status, from, condition, batch, geoUs, vector: Object.fromEntries(digits)}
}

const FIELDS: Readonly<Record<CellDimension, string>> = {
  model: 'byModel',
  tier: 'byTier',
  agent: 'byAgent',
  skill: 'bySkill',
  plugin: 'byPlugin',
  arm: 'byArm',
  project: 'byProject',
  branch: 'byBranch',
}

function rowOf(dimension: CellDimension): (row: SnapshotRow) => JsonFields {
  return ({value, share, totals}) => ({key: {[dimension]: value}, share, ...totalsFields(totals)})
}

function cellFields(cell: Cell, rate: number): Json {
  const {key, calls, tokens, webSearches} = cell
  return {
    ...key,
    rate,
    calls,
    tokens: Object.fromEntries(TOKEN_CLASSES.map((tokenClass) => [tokenClass, tokens[tokenClass]])),
    webSearches,
    ...moneyFields(sumOfClasses(cellCost(cell))),
  }
}
