import {isJsonObject, nonEmptyString, type JsonObject} from '../log/json-value.ts'
import type {CostClass} from '../rates/rate.ts'
import {isDay} from '../rates/update/is-day.ts'
import {readCents} from './amount.ts'
import type {BillClass, BillFinding, BillRow} from './bill-row.ts'

/** One page of a report of the Admin or Analytics API. */
export interface ApiPage {
  readonly rows: readonly BillRow[]
  readonly findings: readonly BillFinding[]
  /** Token of the next page; null on the last. */
  readonly nextPage: string | null
}

const TOKEN_TYPES: ReadonlyMap<unknown, CostClass> = new Map<unknown, CostClass>([
  ['uncached_input_tokens', 'input'],
  ['output_tokens', 'output'],
  ['cache_read_input_tokens', 'cacheRead'],
  ['cache_creation.ephemeral_5m_input_tokens', 'cacheWrite5m'],
  ['cache_creation.ephemeral_1h_input_tokens', 'cacheWrite1h'],
])

const MODE_FIELDS = [
  'workspace_id',
  'service_tier',
  'context_window',
  'inference_geo',
  'speed',
  'cost_type',
  'description',
]

/**
 * Reads a page of `cost_report`, `analytics/cost`, `usage_report/messages` or `usage_report/claude_code`.
 *
 * @param origin - Which report it is.
 * @param json - What `JSON.parse` gave.
 * @returns null when it is no page at all.
 */
export function readApiPage(origin: BillRow['origin'], json: unknown): ApiPage | null {
  if (!isJsonObject(json) || !Array.isArray(json['data'])) return null
  const rows: BillRow[] = []
  const findings: BillFinding[] = []
  let row = 0
  for (const bucket of json['data']) {
    if (!isJsonObject(bucket)) return null
    const day = String(bucket['starting_at'] ?? bucket['date']).slice(0, 10)
    const results = Array.isArray(bucket['results']) ? bucket['results'] : [bucket]
    for (const result of results) {
      row++
      const read = isJsonObject(result) && isDay(day) ? readResult(origin, day, result, row) : badDay(row, day)
      if (Array.isArray(read)) rows.push(...read)
      else findings.push(read)
    }
  }
  const next = json['has_more'] === true ? nonEmptyString(json['next_page']) : null
  return {rows, findings, nextPage: next}
}

function badDay(row: number, found: string): BillFinding {
  return {code: 'NOT_DAY', row, column: 'starting_at', found}
}

function readResult(origin: BillRow['origin'], day: string, result: JsonObject, row: number): BillRow[] | BillFinding {
  if (origin === 'admin-usage') return readUsage(day, result, row)
  if (origin === 'claude-code') return readClaudeCode(day, result, row)
  const group = isJsonObject(result['group']) ? result['group'] : result
  const cost = isJsonObject(result['cost']) ? result['cost'] : result
  const {currency = 'USD'} = cost
  if (currency !== 'USD') return {code: 'OTHER_CURRENCY', row, column: 'currency', found: String(currency)}
  const billed = readCents(cost['amount'])
  if (billed === null) return {code: 'NOT_AMOUNT', row, column: 'amount', found: String(cost['amount'])}
  return [
    {
      origin,
      day,
      model: nonEmptyString(group['model']),
      costClass: classOf(group),
      mode: modeOf(group),
      billed,
      list: readCents(cost['list_amount']),
      tokens: null,
    },
  ]
}

function classOf({cost_type: costType, token_type: tokenType}: JsonObject): BillClass {
  if (costType === 'web_search') return 'webSearch'
  if (typeof costType === 'string' && costType !== 'tokens') return 'other'
  return TOKEN_TYPES.get(tokenType) ?? 'all'
}

function modeOf(group: JsonObject): string {
  return MODE_FIELDS.map((name) => nonEmptyString(group[name]) ?? '').join('|')
}

function readUsage(day: string, result: JsonObject, row: number): BillRow[] | BillFinding {
  const cache = isJsonObject(result['cache_creation']) ? result['cache_creation'] : {}
  const tools = isJsonObject(result['server_tool_use']) ? result['server_tool_use'] : {}
  const counts: [CostClass, unknown][] = [
    ['input', result['uncached_input_tokens']],
    ['output', result['output_tokens']],
    ['cacheRead', result['cache_read_input_tokens']],
    ['cacheWrite5m', cache['ephemeral_5m_input_tokens']],
    ['cacheWrite1h', cache['ephemeral_1h_input_tokens']],
    ['webSearch', tools['web_search_requests']],
  ]
  const row0 = {origin: 'admin-usage' as const, day, model: nonEmptyString(result['model']), mode: modeOf(result)}
  return countRows(row0, counts, row)
}

/** Only days of subscriptions say something that no other report does: what is not billed per token. */
function readClaudeCode(day: string, result: JsonObject, row: number): BillRow[] | BillFinding {
  if (result['customer_type'] !== 'subscription' || !Array.isArray(result['model_breakdown'])) return []
  const actor = JSON.stringify(result['actor'] ?? null)
  const rows: BillRow[] = []
  for (const part of result['model_breakdown'].filter(isJsonObject)) {
    const cost = isJsonObject(part['estimated_cost']) ? part['estimated_cost'] : {}
    const amount = typeof cost['amount'] === 'number' ? String(cost['amount']) : cost['amount']
    const list = readCents(amount)
    if (list === null) return {code: 'NOT_AMOUNT', row, column: 'estimated_cost.amount', found: String(amount)}
    const model = nonEmptyString(part['model'])
    rows.push({origin: 'claude-code', day, model, costClass: 'all', mode: actor, billed: 0n, list, tokens: null})
  }
  return rows
}

function countRows(
  row0: Pick<BillRow, 'origin' | 'day' | 'model' | 'mode'>,
  counts: readonly [CostClass, unknown][],
  row: number,
): BillRow[] | BillFinding {
  const rows: BillRow[] = []
  for (const [costClass, value] of counts) {
    const tokens = value ?? 0
    if (typeof tokens !== 'number' || !Number.isSafeInteger(tokens) || tokens < 0) {
      return {code: 'NOT_COUNT', row, column: costClass, found: String(value)}
    }
    if (tokens > 0) rows.push({...row0, costClass, billed: null, list: null, tokens})
  }
  return rows
}
