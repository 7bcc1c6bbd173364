import {isJsonObject, nonEmptyString, type JsonObject} from '../log/json-value.ts'
import type {Picodollars} from '../money/picodollars.ts'
import {picodollarsOf} from './cost-state.ts'

/** One `api_request` event of Claude Code's telemetry. */
export interface OtelRequest {
  readonly requestId: string | null
  readonly atMs: number | null
  readonly model: string
  /** `main`, `subagent`, `auxiliary` … */
  readonly querySource: string
  readonly cost: Picodollars
}

/**
 * Reads a line of an OpenTelemetry file: an OTLP export (`resourceLogs`), one log record, or an object with `attributes`.
 *
 * @param json - What `JSON.parse` gave.
 * @returns The `claude_code.api_request` events in it; none for anything else.
 */
export function readOtelLine(json: unknown): OtelRequest[] {
  return recordsOf(json).flatMap((record) => {
    const attributes = attributesOf(record['attributes'])
    const name = attributes.get('event.name') ?? textOf(record['body']) ?? record['name']
    const isRequest = name === 'api_request' || name === 'claude_code.api_request'
    const request = isRequest ? requestOf(record, attributes) : null
    return request === null ? [] : [request]
  })
}

function recordsOf(json: unknown): JsonObject[] {
  if (Array.isArray(json)) return json.flatMap(recordsOf)
  if (!isJsonObject(json)) return []
  const inner = json['resourceLogs'] ?? json['scopeLogs'] ?? json['logRecords']
  return inner === undefined ? [json] : recordsOf(inner)
}

function attributesOf(value: unknown): Map<string, unknown> {
  if (isJsonObject(value)) return new Map(Object.entries(value))
  const list = Array.isArray(value) ? value.filter(isJsonObject) : []
  return new Map(list.map((entry) => [String(entry['key']), plainValue(entry['value'])]))
}

function plainValue(value: unknown): unknown {
  return isJsonObject(value) ? (value['stringValue'] ?? value['intValue'] ?? value['doubleValue'] ?? null) : value
}

function textOf(body: unknown): string | null {
  return nonEmptyString(plainValue(body))
}

function requestOf(record: JsonObject, attributes: Map<string, unknown>): OtelRequest | null {
  const model = nonEmptyString(attributes.get('model'))
  const micros = attributes.get('cost_usd_micros')
  const cost = picodollarsOf(micros === undefined ? Number(attributes.get('cost_usd')) : Number(micros) / 1e6)
  if (model === null || cost === null) return null
  const stamp = Date.parse(nonEmptyString(attributes.get('event.timestamp')) ?? '')
  const nanos = Number(record['timeUnixNano'])
  const atMs = Number.isNaN(stamp) ? Math.floor(nanos / 1e6) : stamp
  return {
    requestId: nonEmptyString(attributes.get('request_id')),
    atMs: Number.isNaN(atMs) ? null : atMs,
    model,
    querySource: nonEmptyString(attributes.get('query_source')) ?? 'main',
    cost,
  }
}
