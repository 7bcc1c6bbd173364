import {withoutByteOrderMark} from '../settings/byte-order-mark.ts'
import {isDay} from '../rates/update/is-day.ts'
import type {CostClass} from '../rates/rate.ts'
import {isFormula, readUsd} from './amount.ts'
import type {BillClass, BillFinding, BillRow, ReadLine} from './bill-row.ts'

/** The columns of an export of the Console: `cost` in dollars, or `usage` in tokens. */
export interface ConsoleColumns {
  readonly kind: 'cost' | 'usage'
  /** Column → place. */
  readonly places: ReadonlyMap<string, number>
}

const REQUIRED = {
  cost: ['usage_date_utc', 'model', 'token_type', 'cost_usd'],
  usage: ['usage_date_utc', 'model_version', 'usage_input_tokens_no_cache', 'usage_output_tokens'],
} as const

const TOKEN_TYPES: ReadonlyMap<string, CostClass> = new Map([
  ['input_no_cache', 'input'],
  ['input_cache_read', 'cacheRead'],
  ['input_cache_write_5m', 'cacheWrite5m'],
  ['input_cache_write_1h', 'cacheWrite1h'],
  ['output', 'output'],
])

const USAGE_COLUMNS: readonly (readonly [string, CostClass])[] = [
  ['usage_input_tokens_no_cache', 'input'],
  ['usage_output_tokens', 'output'],
  ['usage_input_tokens_cache_read', 'cacheRead'],
  ['usage_input_tokens_cache_write_5m', 'cacheWrite5m'],
  ['usage_input_tokens_cache_write_1h', 'cacheWrite1h'],
  ['web_search_count', 'webSearch'],
]

const MODE_COLUMNS = [
  'workspace',
  'api_key',
  'api_key_id',
  'usage_type',
  'context_window',
  'cost_type',
  'inference_geo',
  'speed',
]

/**
 * Finds the columns of a Console export by their names, in any order; the variants of all years are known by what they
 * must have.
 *
 * @param header - The first record; a byte order mark, spaces and capitals do not matter.
 * @returns The columns, or what is missing for the kind that comes closest.
 */
export function consoleColumns(header: readonly string[]): ConsoleColumns | {readonly missing: readonly string[]} {
  const places = new Map(header.map((name, place) => [withoutByteOrderMark(name).trim().toLowerCase(), place]))
  const missing = {
    cost: REQUIRED.cost.filter((name) => !places.has(name)),
    usage: REQUIRED.usage.filter((name) => !places.has(name)),
  }
  if (missing.cost.length === 0) return {kind: 'cost', places}
  if (missing.usage.length === 0) return {kind: 'usage', places}
  return {missing: missing.cost.length <= missing.usage.length ? missing.cost : missing.usage}
}

/**
 * Reads a record of a Console export.
 *
 * @param columns - From {@link consoleColumns}.
 * @param record - Its cells.
 * @param row - Line of the file, from 1.
 * @returns One row of the bill, or one per token class for usage; a finding, and no row, for a cell that cannot be used.
 */
export function readConsoleRecord(columns: ConsoleColumns, record: readonly string[], row: number): ReadLine {
  const cell = (name: string) => (record[columns.places.get(name) ?? -1] ?? '').trim()
  if (record.length !== columns.places.size) return refused('TORN', row, '', `${record.length} cells`)
  const day = cell('usage_date_utc').replace(/T00:00:00(?:\.0+)?Z$/, '')
  if (!isDay(day)) return refused(isFormula(day) ? 'FORMULA' : 'NOT_DAY', row, 'usage_date_utc', day)
  const currency = cell('currency')
  if (currency !== '' && currency.toUpperCase() !== 'USD') return refused('OTHER_CURRENCY', row, 'currency', currency)
  const mode = MODE_COLUMNS.map(cell).join('|')
  return columns.kind === 'cost' ? readCost(columns, cell, row, day, mode) : readUsage(cell, row, day, mode)
}

function readCost(
  {places}: ConsoleColumns,
  cell: (name: string) => string,
  row: number,
  day: string,
  mode: string,
): ReadLine {
  const model = cell('model')
  const costClass = classOf(cell('cost_type'), cell('token_type'))
  if (isFormula(model)) return refused('FORMULA', row, 'model', model)
  if (costClass === null) return refused('UNKNOWN_VALUE', row, 'token_type', cell('token_type'))
  const money = (name: string) => {
    const text = cell(name)
    const amount = readUsd(text)
    return (
      amount ?? {code: isFormula(text) ? ('FORMULA' as const) : ('NOT_AMOUNT' as const), row, column: name, found: text}
    )
  }
  const billed = money('cost_usd')
  const list = places.has('list_price_usd') && cell('list_price_usd') !== '' ? money('list_price_usd') : null
  if (typeof billed === 'object') return {rows: [], findings: [billed]}
  if (typeof list === 'object' && list !== null) return {rows: [], findings: [list]}
  return {
    rows: [
      {origin: 'console-cost', day, model: model === '' ? null : model, costClass, mode, billed, list, tokens: null},
    ],
    findings: [],
  }
}

function readUsage(cell: (name: string) => string, row: number, day: string, mode: string): ReadLine {
  const model = cell('model_version')
  if (isFormula(model)) return refused('FORMULA', row, 'model_version', model)
  const rows: BillRow[] = []
  for (const [name, costClass] of USAGE_COLUMNS) {
    const text = cell(name)
    if (!/^\d{0,15}$/.test(text)) return refused(isFormula(text) ? 'FORMULA' : 'NOT_COUNT', row, name, text)
    const tokens = Number(text)
    if (tokens > 0) rows.push({origin: 'console-usage', day, model, costClass, mode, billed: null, list: null, tokens})
  }
  return {rows, findings: []}
}

/** Old exports have no `cost_type`: then the token type decides, and none is something else. */
function classOf(costType: string, tokenType: string): BillClass | null {
  if (costType === 'web_search') return 'webSearch'
  if (costType !== '' && costType !== 'token' && costType !== 'tokens') return 'other'
  return tokenType === '' ? 'other' : (TOKEN_TYPES.get(tokenType) ?? null)
}

function refused(code: BillFinding['code'], row: number, column: string, found: string): ReadLine {
  return {rows: [], findings: [{code, row, column, found}]}
}
