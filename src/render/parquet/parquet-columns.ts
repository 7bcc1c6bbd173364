import type {SchemaElement} from 'hyparquet-writer'
import {TUPLE_DIMENSIONS} from '../../core/attribution/dimension.ts'
import {COST_CLASSES} from '../../core/rates/rate.ts'
import {costOf} from '../../core/report/amounts.ts'
import type {CallRecord} from '../../core/report/call-record.ts'
import {TOKEN_CLASSES} from '../../core/tokens.ts'

type Value = string | bigint | boolean | Date | readonly string[] | null

/** A column of the file: what Parquet calls it, and what a call has there. */
export interface ParquetColumn {
  readonly name: string
  readonly schema: readonly SchemaElement[]
  readonly value: (call: CallRecord) => Value
}

/** Dollars have twelve decimals, as many as there are: nothing is rounded. Eighteen digits fit into 64 bits. */
const USD = {type: 'INT64', converted_type: 'DECIMAL', scale: 12, precision: 18} as const

const UTC = {
  type: 'INT64',
  converted_type: 'TIMESTAMP_MILLIS',
  logical_type: {type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS'},
} as const

/** Amounts from here on do not fit: a million dollars, in picodollars. */
export const LEAST_UNWRITABLE_PICODOLLARS = 10n ** 18n

const texts = (name: string, value: (call: CallRecord) => string | null) =>
  column(name, {type: 'BYTE_ARRAY', converted_type: 'UTF8'}, value)
const counts = (name: string, value: (call: CallRecord) => number | bigint | null) =>
  column(name, {type: 'INT64'}, (call) => {
    const count = value(call)
    return count === null ? null : BigInt(count)
  })
const flags = (name: string, value: (call: CallRecord) => boolean) => column(name, {type: 'BOOLEAN'}, value)
const dollars = (name: string, value: (call: CallRecord) => bigint | null) => column(name, USD, value)

/** One row per call: when, whose, how many tokens, what it cost. No texts, no names of files. */
export const PARQUET_COLUMNS: readonly ParquetColumn[] = [
  column('at', UTC, ({atMs}) => (atMs === null ? null : new Date(atMs))),
  texts('id', ({identity}) => identity),
  counts('part', ({part}) => part),
  ...TUPLE_DIMENSIONS.map((dimension) => texts(snakeCase(dimension), ({attribution}) => attribution[dimension])),
  lists('skills', ({attribution}) => attribution.skills),
  lists('tools', ({tools}) => tools),
  texts('agent_id', ({agentId}) => agentId),
  texts('prompt', ({prompt}) => prompt),
  flags('sidechain', ({sidechain}) => sidechain),
  flags('orphan', ({attribution}) => attribution.orphan),
  ...TOKEN_CLASSES.map((name) => counts(`${snakeCase(name)}_tokens`, (call) => call.counts.tokens[name])),
  counts('web_searches', (call) => call.counts.webSearches),
  counts('missing_output_tokens', ({missingOutputTokens}) => missingOutputTokens),
  counts('unread_write_tokens', (call) => call.counts.unread5m + call.counts.unread1h),
  texts('rate_status', ({rate}) => rate.status),
  texts('rate_model', ({rate}) => rate.model),
  texts('rate_from', ({rate}) => rate.from),
  texts('rate_condition', ({rate}) => rate.condition),
  flags('batch', ({rate}) => rate.batch),
  flags('us_only', ({rate}) => rate.geoUs),
  dollars('usd', (call) => (call.rate.status === 'priced' ? costOfCall(call) : null)),
  ...COST_CLASSES.map((name) =>
    dollars(`${snakeCase(name)}_usd`, ({rate, counts: counted}) =>
      rate.status === 'priced' ? costOf(counted, rate.vector)[name] : null,
    ),
  ),
  dollars('estimated_usd', (call) => (call.rate.status === 'estimated' ? costOfCall(call) : null)),
  texts('request_id', ({requestId}) => requestId),
]

/** What a call costs by its rate, priced or estimated. */
export function costOfCall({counts: counted, rate}: CallRecord): bigint {
  const cost = costOf(counted, rate.vector)
  return COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n)
}

function column(name: string, element: Omit<SchemaElement, 'name'>, value: (call: CallRecord) => Value): ParquetColumn {
  return {name, schema: [{name, repetition_type: 'OPTIONAL', ...element}], value}
}

/** A list of texts, in the three levels that readers expect. */
function lists(name: string, value: (call: CallRecord) => readonly string[]): ParquetColumn {
  const schema: SchemaElement[] = [
    {name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1},
    {name: 'list', repetition_type: 'REPEATED', num_children: 1},
    {name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL'},
  ]
  return {name, schema, value}
}

/** `cacheWrite5m` → `cache_write_5m`, as the CSV says it. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`)
}
