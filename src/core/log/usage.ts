import type {Tokens} from '../tokens.ts'
import type {CallKind, Iteration, Usage} from './copy.ts'
import {isJsonObject, nonEmptyString, type JsonObject} from './json-value.ts'

/** A usage object that was read, or the name of the field for which its line is refused. */
export type UsageOutcome =
  | {readonly usage: Usage; readonly iterations: readonly Iteration[]; readonly refusedField?: never}
  | {readonly refusedField: string}

/** Iteration types that are billed beside the top-level numbers; `message` is inside them, others are not known. */
const ITERATION_KINDS = new Map<unknown, Exclude<CallKind, 'message'>>([
  ['compaction', 'compaction'],
  ['advisor_message', 'advisor'],
  ['fallback_message', 'fallback'],
])

const NO_INHERITANCE: Pick<Usage, 'speed' | 'serviceTier' | 'geo'> = {speed: null, serviceTier: null, geo: null}

/**
 * Reads `message.usage`. Null and absent count as 0; a count that is not a non-negative safe integer, or a nested field
 * of the wrong shape, refuses the whole line.
 *
 * @param usage - The object as logged.
 * @param model - The message's model, which iterations inherit.
 */
export function readUsage(usage: JsonObject, model: string): UsageOutcome {
  const own = readCounts(usage, NO_INHERITANCE)
  if (typeof own === 'string') return {refusedField: own}
  const logged = usage['iterations']
  if (logged === undefined || logged === null) return {usage: own, iterations: []}
  if (!Array.isArray(logged)) return {refusedField: 'iterations'}
  const iterations: Iteration[] = []
  for (const entry of logged) {
    if (!isJsonObject(entry)) return {refusedField: 'iterations'}
    const kind = ITERATION_KINDS.get(entry['type'])
    if (kind === undefined) continue
    const counts = readCounts(entry, own)
    if (typeof counts === 'string') return {refusedField: `iterations.${counts}`}
    iterations.push({kind, model: nonEmptyString(entry['model']) ?? model, usage: counts})
  }
  return {usage: own, iterations}
}

/** The counts of one usage object, or the name of the first bad field. */
function readCounts(usage: JsonObject, inherited: Pick<Usage, 'speed' | 'serviceTier' | 'geo'>): Usage | string {
  const split = usage['cache_creation'] ?? {}
  const server = usage['server_tool_use'] ?? {}
  if (!isJsonObject(split)) return 'cache_creation'
  if (!isJsonObject(server)) return 'server_tool_use'
  const input = count(usage['input_tokens'])
  if (input < 0) return 'input_tokens'
  const output = count(usage['output_tokens'])
  if (output < 0) return 'output_tokens'
  const cacheRead = count(usage['cache_read_input_tokens'])
  if (cacheRead < 0) return 'cache_read_input_tokens'
  const written = count(usage['cache_creation_input_tokens'])
  if (written < 0) return 'cache_creation_input_tokens'
  const split5m = count(split['ephemeral_5m_input_tokens'])
  if (split5m < 0) return 'cache_creation.ephemeral_5m_input_tokens'
  const cacheWrite1h = count(split['ephemeral_1h_input_tokens'])
  if (cacheWrite1h < 0) return 'cache_creation.ephemeral_1h_input_tokens'
  const webSearches = count(server['web_search_requests'])
  if (webSearches < 0) return 'server_tool_use.web_search_requests'
  const cacheWrite5m = split5m + Math.max(0, written - split5m - cacheWrite1h)
  const tokens: Tokens = {input, output, cacheRead, cacheWrite5m, cacheWrite1h}
  return {
    tokens,
    webSearches,
    speed: nonEmptyString(usage['speed']) ?? inherited.speed,
    serviceTier: nonEmptyString(usage['service_tier']) ?? inherited.serviceTier,
    geo: nonEmptyString(usage['inference_geo']) ?? inherited.geo,
  }
}

/** The count, 0 for null and absent, −1 for anything that is no count. */
function count(value: unknown): number {
  if (value === undefined || value === null) return 0
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value + 0 : -1
}
