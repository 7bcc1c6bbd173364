import type {Attribution} from '../../core/attribution/attribution.ts'
import type {CallKind} from '../../core/log/copy.ts'
import {isJsonObject, nonEmptyString, type JsonObject} from '../../core/log/json-value.ts'
import {byCostClass} from '../../core/snapshot/cell.ts'
import {COST_CLASSES, type Rate, type RateVector} from '../../core/rates/rate.ts'
import {TOKEN_CLASSES, type Tokens} from '../../core/tokens.ts'

/** The first line of an export: whose ledger it is of, and what it holds. */
export interface ExportOrigin {
  /** Names the ledger for ever. */
  readonly id: string
  /** What people call the machine. */
  readonly name: string
  /** Lines that follow. */
  readonly calls: number
}

/** A call of another ledger, priced as it was there. */
export interface ImportedCall {
  readonly identity: string
  readonly part: number
  readonly kind: CallKind
  readonly atMs: number | null
  readonly attribution: Attribution
  readonly prompt: string | null
  readonly sidechain: boolean
  readonly tools: readonly string[]
  readonly tokens: Tokens
  readonly webSearches: number
  readonly missingOutput: number | null
  readonly unreadTokens: number
  readonly rate: Rate
  readonly requestId: string | null
  readonly reportedUsd: number | null
}

/** The origin in the first line of an export; null for any other line. */
export function readOrigin(line: string): ExportOrigin | null {
  const head = parsed(line)
  if (head?.['schema'] !== 'pech/ledger-export@1' || !isJsonObject(head['origin'])) return null
  const [id, name] = [nonEmptyString(head['origin']['id']), nonEmptyString(head['origin']['name'])]
  const calls = countOf(head['calls'])
  return id === null || name === null || calls === null ? null : {id, name, calls}
}

/** The call in a line; null for a line that is none. */
export function readImportedCall(line: string): ImportedCall | null {
  const fields = parsed(line)
  if (fields?.['schema'] !== 'pech/call@1') return null
  const identity = nonEmptyString(fields['id'])
  const part = countOf(fields['part'])
  const atMs = momentOf(fields['at'])
  const tokens = tokensOf(fields['tokens'])
  const webSearches = countOf(fields['webSearches'])
  const rate = rateOf(fields)
  if (identity === null || part === null || atMs === undefined || tokens === null) return null
  if (webSearches === null || rate === null) return null
  return {
    identity,
    part,
    kind: kindOf(fields['kind']),
    atMs,
    attribution: attributionOf(fields),
    prompt: nonEmptyString(fields['prompt']),
    sidechain: fields['sidechain'] === true,
    tools: namesIn(fields['tools']),
    tokens,
    webSearches,
    missingOutput: countOf(fields['missingOutputTokens']),
    unreadTokens: countOf(fields['unreadWriteTokens']) ?? 0,
    rate,
    requestId: nonEmptyString(fields['requestId']),
    reportedUsd: typeof fields['reportedUsd'] === 'number' ? fields['reportedUsd'] : null,
  }
}

function parsed(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line)
    return isJsonObject(value) ? value : null
  } catch {
    return null // not JSON: the caller counts the line
  }
}

function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}

/** Undefined: a time that cannot be read, or one before 1970. */
function momentOf(value: unknown): number | null | undefined {
  if (value === null) return null
  const atMs = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return atMs >= 0 ? atMs : undefined
}

function tokensOf(value: unknown): Tokens | null {
  if (!isJsonObject(value)) return null
  const counts = TOKEN_CLASSES.map((name) => countOf(value[name]))
  const [input, output, cacheRead, cacheWrite5m, cacheWrite1h] = counts.map((count) => count ?? 0)
  if (counts.includes(null)) return null
  return {
    input: input ?? 0,
    output: output ?? 0,
    cacheRead: cacheRead ?? 0,
    cacheWrite5m: cacheWrite5m ?? 0,
    cacheWrite1h: cacheWrite1h ?? 0,
  }
}

const NO_MONEY: RateVector = byCostClass(() => 0n)

/** The rate with the key that the same rate has here. */
function rateOf(fields: JsonObject): Rate | null {
  const {status, rate} = fields
  if (status === 'unpriced' && rate === null) {
    const nothing = {model: null, from: null, condition: null, batch: false, geoUs: false, vector: NO_MONEY}
    return {key: 'unpriced', status, ...nothing}
  }
  if ((status !== 'priced' && status !== 'estimated') || !isJsonObject(rate)) return null
  const amounts = isJsonObject(rate['picodollarsPerUnit']) ? rate['picodollarsPerUnit'] : {}
  if (COST_CLASSES.some((name) => !/^\d{1,15}$/.test(String(amounts[name])))) return null
  const vector = byCostClass((name) => BigInt(String(amounts[name])))
  const [model, from, condition] = [rate['model'], rate['from'], rate['condition']].map(nonEmptyString)
  const [batch, geoUs] = [rate['batch'] === true, rate['geoUs'] === true]
  const marks = `${batch ? 'batch' : ''}|${geoUs ? 'us' : ''}`
  const digits = COST_CLASSES.map((name) => vector[name]).join(',')
  const key = `${status}|${model ?? ''}|${from ?? ''}|${condition ?? ''}|${marks}|${digits}`
  return {key, status, model: model ?? null, from: from ?? null, condition: condition ?? null, batch, geoUs, vector}
}

function attributionOf(fields: JsonObject): Attribution {
  const text = (name: string) => nonEmptyString(fields[name])
  return {
    arm: text('arm'),
    project: text('project'),
    branch: text('branch'),
    session: text('session'),
    model: text('model'),
    tier: text('tier'),
    agent: text('agent'),
    role: text('role'),
    plugin: text('plugin'),
    subPlugin: text('subPlugin'),
    kind: text('kind'),
    serviceTier: text('serviceTier'),
    speed: text('speed'),
    geo: text('geo'),
    entrypoint: text('entrypoint'),
    version: text('version'),
    peer: text('peer'),
    skills: namesIn(fields['skills']),
    orphan: fields['orphan'] === true,
  }
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((name) => nonEmptyString(name) ?? []) : []
}

function kindOf(value: unknown): CallKind {
  return value === 'compaction' || value === 'advisor' || value === 'fallback' ? value : 'message'
}
