import {COST_CLASSES} from '../core/rates/rate.ts'
import type {CallFacts, Report, ReportRow} from '../core/report/report.ts'
import type {Totals} from '../core/report/totals.ts'
import {TOKEN_CLASSES} from '../core/tokens.ts'
import {type CsvCell, type Digits, csvLine} from './csv.ts'
import {exactUsd} from './money.ts'
import {timestamp} from './moment.ts'

/**
 * `pech report --format csv`: a header, then the rows; no totals, so that a sum over a column is right. Dollars are exact decimals.
 * Titles of sessions are left out.
 */
export function reportCsv({by, rows, windows = []}: Report): string {
  const isCalls = rows.some(({call}) => call !== undefined)
  const keys = isCalls ? CALL_COLUMNS : by.map(snakeCase)
  const cells = (row: ReportRow): CsvCell[] =>
    row.call ? callCells(row.call) : by.map((dimension) => row.key[dimension] ?? '')
  const spans = (row: ReportRow): CsvCell[] => (row.windows ?? []).map((totals) => usd(totals.costPicodollars))
  return [
    csvLine([...keys, ...NUMBER_COLUMNS, ...windows.map(({span}) => `usd_last_${span}`)]),
    ...rows.map((row) => csvLine([...cells(row), ...numberCells(row.totals), row.share, ...spans(row)])),
  ].join('')
}

const CALL_COLUMNS = ['call', 'at', 'session', 'project', 'model', 'agent', 'skill', 'tools']

const NUMBER_COLUMNS = [
  'usd',
  'picodollars',
  'calls',
  'sessions',
  ...TOKEN_CLASSES.map((tokenClass) => `${snakeCase(tokenClass)}_tokens`),
  'web_searches',
  ...COST_CLASSES.map((costClass) => `${snakeCase(costClass)}_usd`),
  'cache_hit_ratio',
  'cache_read_savings_usd',
  'estimated_calls',
  'estimated_usd',
  'unpriced_calls',
  'unpriced_tokens',
  'lower_bound_calls',
  'missing_output_tokens',
  'missing_output_usd',
  'share',
]

function callCells({id, atMs, session, project, model, agent, skill, tools}: CallFacts): CsvCell[] {
  return [id, timestamp(atMs), session, project, model, agent, skill, tools.join(' ')]
}

function numberCells({
  costPicodollars,
  costByClass,
  tokens,
  cache,
  estimated,
  unpriced,
  lowerBound,
  ...totals
}: Totals): CsvCell[] {
  return [
    usd(costPicodollars),
    costPicodollars,
    totals.calls,
    totals.sessions,
    ...TOKEN_CLASSES.map((tokenClass) => tokens[tokenClass]),
    totals.webSearches,
    ...COST_CLASSES.map((costClass) => usd(costByClass[costClass])),
    cache.hitRatio,
    usd(cache.readSavingsPicodollars),
    estimated.calls,
    usd(estimated.costPicodollars),
    unpriced.calls,
    unpriced.tokens,
    lowerBound.calls,
    lowerBound.missingOutputTokens,
    usd(lowerBound.costPicodollars),
  ]
}

function usd(amount: bigint): Digits {
  return {digits: exactUsd(amount)}
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`)
}
