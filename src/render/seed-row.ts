import {costOf} from '../core/report/amounts.ts'
import type {CallRecord} from '../core/report/call-record.ts'
import {textHash} from '../core/log/text-hash.ts'
import {exactUsd} from './money.ts'
import {writeJsonLine} from './json.ts'
import {timestamp} from './moment.ts'

/** One call as a row of the older `ledger-YYYY-MM.jsonl` files, for tools that read those. Money in US dollars. */
export function seedRow(call: CallRecord): string {
  const {attribution, counts, rate} = call
  const {tokens} = counts
  const cost = costOf(counts, rate.vector)
  const priced = rate.status === 'priced'
  const usd = (amount: bigint) => (priced ? Number(exactUsd(amount)) : 0)
  const writes = tokens.cacheWrite5m + tokens.cacheWrite1h
  return writeJsonLine({
    row_id: rowId(`${call.identity}#${call.part}`),
    timestamp: timestamp(call.atMs)?.replace('Z', '+00:00') ?? null,
    attribution: {
      plugin: attribution.plugin ?? '',
      sub_plugin: attribution.subPlugin ?? '',
      skill: attribution.skills[0] ?? '',
      agent_tier: attribution.role ?? '',
      model: attribution.model ?? 'unknown',
      session_id: attribution.session ?? '',
      orphan: attribution.orphan,
    },
    cache_behavior: writes > 0n ? 'write' : tokens.cacheRead > 0n ? 'read' : 'none',
    usage: {
      input_tokens: tokens.input,
      output_tokens: tokens.output,
      cache_creation_input_tokens: writes,
      cache_read_input_tokens: tokens.cacheRead,
    },
    cost: {
      input_cost_usd: usd(cost.input),
      output_cost_usd: usd(cost.output),
      cache_write_cost_usd: usd(cost.cacheWrite5m + cost.cacheWrite1h),
      cache_read_cost_usd: usd(cost.cacheRead),
      total_cost_usd: usd(Object.values(cost).reduce((sum, amount) => sum + amount, 0n)),
      is_batch: rate.batch,
      rate_card_stale: !priced,
    },
    rate_card_effective_from: rate.from,
  })
}

/** An id in the form of a UUID (version 8) that is always the same for the same call. */
function rowId(identity: string): string {
  const digits = [textHash(identity), textHash(`${identity} `), textHash(` ${identity}`)]
    .map((hash) => hash.toString(16).padStart(14, '0'))
    .join('')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
