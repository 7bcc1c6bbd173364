import type {ExportFacts} from '../core/export/export-facts.ts'
import {COST_CLASSES} from '../core/rates/rate.ts'
import {CELL_DIMENSIONS, type Cell, cellCost, cellEstimate, sumOfClasses} from '../core/snapshot/cell.ts'
import {projectName} from '../core/snapshot/project-name.ts'
import {TOKEN_CLASSES} from '../core/tokens.ts'
import {csvLine} from './csv.ts'
import {writeJson} from './json.ts'
import {exactUsd} from './money.ts'
import {timestamp} from './moment.ts'
import {moneyFields, problemFields} from './totals-json.ts'

/** `pech export --format csv`: a header, then a row per group of calls; no totals, so that a sum over a column is right. */
export function exportCsv({cells}: Pick<ExportFacts, 'cells'>): string {
  return [csvLine([...CELL_DIMENSIONS, ...COLUMNS]), ...cells.map((cell) => csvLine(cellsOf(cell)))].join('')
}

/** `pech export --json`: sums by group of calls, and the exact rate of each. */
export function exportJson({
  generatedAtMs,
  problems,
  period,
  sessions,
  cells,
}: Pick<ExportFacts, 'generatedAtMs' | 'problems' | 'period' | 'sessions' | 'cells'>): string {
  return writeJson({
    schema: 'pech/export@1',
    generatedAt: timestamp(generatedAtMs),
    problems: problemFields(problems.map(({code, count}) => ({code, count}))),
    period: {
      label: period.label,
      from: timestamp(period.fromMs),
      to: timestamp(period.toMs),
      timezone: period.timezone,
    },
    sessions,
    cells: cells.map(lineOf),
  })
}

const COLUMNS = [
  'rate_status',
  'rate_from',
  'rate_condition',
  'batch',
  'us_only',
  'calls',
  ...TOKEN_CLASSES.map(
    (tokenClass) => `${tokenClass.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`)}_tokens`,
  ),
  'web_searches',
  'usd',
  'picodollars',
  'estimated_usd',
]

function cellsOf(cell: Cell) {
  const {rate, calls, tokens, webSearches} = cell
  const cost = sumOfClasses(cellCost(cell))
  return [
    ...namesOf(cell),
    rate.status,
    rate.from,
    rate.condition,
    String(rate.batch),
    String(rate.geoUs),
    calls,
    ...TOKEN_CLASSES.map((tokenClass) => tokens[tokenClass]),
    webSearches,
    {digits: exactUsd(cost)},
    cost,
    {digits: exactUsd(cellEstimate(cell))},
  ]
}

function lineOf(cell: Cell) {
  const {rate, calls, tokens, webSearches} = cell
  const names = namesOf(cell)
  const {status, from, condition, batch, geoUs, vector} = rate
  return {
    ...Object.fromEntries(CELL_DIMENSIONS.map((dimension, index) => [dimension, names[index] ?? ''])),
    rate: {
      status,
      from,
      condition,
      batch,
      geoUs,
      vector: Object.fromEntries(COST_CLASSES.map((costClass) => [costClass, String(vector[costClass])])),
    },
    calls,
    tokens: Object.fromEntries(TOKEN_CLASSES.map((tokenClass) => [tokenClass, tokens[tokenClass]])),
    webSearches,
    ...moneyFields(sumOfClasses(cellCost(cell))),
    estimated: moneyFields(cellEstimate(cell)),
  }
}

/** Projects by their last folder's name: an export leaves the machine. */
function namesOf({key}: Cell): string[] {
  return CELL_DIMENSIONS.map((dimension) => (dimension === 'project' ? projectName(key.project) : key[dimension]))
}
