import type {CallKind, CallState, Evidence, ToolUse, Usage, VisibleBlock} from '../../core/log/copy.ts'
import {integer, integerOrNull, text, textOrNull, type Database, type Row} from './database.ts'

/** A row of `call`, with ids instead of what they stand for. */
export interface CallRow {
  readonly hash: number
  readonly identity: string
  readonly part: number
  readonly kind: CallKind
  readonly atMs: number | null
  readonly attribution: number
  readonly rate: number
  readonly prompt: number | null
  readonly profile: number
  readonly evidence: number
  readonly usage: Usage
  readonly missingOutput: number | null
  readonly unread5m: number
  readonly unread1h: number
  readonly batch: boolean
  readonly requestId: string | null
  readonly reportedUsd: number | null
  readonly bestSource: number
  readonly bestOffset: number
  readonly bestSidechain: boolean
  readonly bestStop: boolean
  readonly homeSource: number
  readonly homeOffset: number
  readonly homeForked: boolean
  readonly homeAtMs: number | null
  readonly homePrompt: string | null
  readonly anyStop: boolean
}

/** A change of one call: what was taken out of the sums, and what was put in. */
export interface CallChange {
  readonly before: CallRow | null
  readonly after: CallRow | null
  /** The tools that the call was and is split between; empty where neither row differs in money, time or owner. */
  readonly toolsBefore: readonly ToolUse[]
  readonly toolsAfter: readonly ToolUse[]
}

/** A stored call with what its ids stand for: enough to join further copies. */
export interface StoredCall {
  readonly id: number
  readonly row: CallRow
  readonly state: CallState
}

const STORED_SQL = `
  SELECT call.*, profile.model, profile.speed, profile.service_tier, profile.geo, best.path AS best_path, home.path AS home_path
  FROM call JOIN profile ON profile.id = call.profile
  JOIN source AS best ON best.id = call.best_source JOIN source AS home ON home.id = call.home_source`

/** Finds a response by its identity, with its iterations after it (by part). Most are new, which is soon told. */
export function findStoredCalls(database: Database, hash: number, identity: string): readonly StoredCall[] {
  const known = database.getList('SELECT 1 FROM call WHERE hash = ? AND identity = ?', hash, identity)
  if (known === undefined) return []
  const rows = database.all(`${STORED_SQL} WHERE call.hash = ? AND call.identity = ? ORDER BY part`, hash, identity)
  return rows.map((row) => storedCall(database, row))
}

/** Finds a response among some rows, as {@link findStoredCalls} does among all; `null` stands for all. */
export function findCallsAmong(
  database: Database,
  ids: readonly number[] | null,
  {hash, identity}: Pick<CallRow, 'hash' | 'identity'>,
): readonly StoredCall[] {
  if (ids === null) return findStoredCalls(database, hash, identity)
  const at = (id: number) => database.all(`${STORED_SQL} WHERE call.id = ? AND call.identity = ?`, id, identity)
  const calls = ids.flatMap(at).map((row) => storedCall(database, row))
  return calls.sort((a, b) => a.row.part - b.row.part)
}

/** The stored calls of a run, iterations included. */
export function findCallsOfRun(database: Database, run: string): StoredCall[] {
  const rows = database.all(
    `${STORED_SQL} JOIN evidence ON evidence.id = call.evidence WHERE evidence.run = ? ORDER BY call.id`,
    run,
  )
  return rows.map((row) => storedCall(database, row))
}

/** The stored calls of a session from a moment on, iterations included. */
export function findCallsOfSession(database: Database, session: string, fromMs: number): StoredCall[] {
  const rows = database.all(
    `${STORED_SQL} JOIN evidence ON evidence.id = call.evidence WHERE evidence.session = ? AND call.at_ms >= ? ORDER BY call.id`,
    session,
    fromMs,
  )
  return rows.map((row) => storedCall(database, row))
}

/** One row, which must be there. */
export function findRow(database: Database, id: number): CallRow {
  const row = database.get(
    `SELECT call.*, profile.model, profile.speed, profile.service_tier, profile.geo
    FROM call JOIN profile ON profile.id = call.profile WHERE call.id = ?`,
    id,
  )
  if (row === undefined) throw new TypeError(`ledger: call ${id} is missing`)
  return callRowOf(row)
}

/** All stored calls in order of id, from one id on: for work on the whole ledger in pieces. */
export function findCallsFrom(database: Database, id: number, limit: number): StoredCall[] {
  const rows = database.all(`${STORED_SQL} WHERE call.id >= ? ORDER BY call.id LIMIT ?`, id, limit)
  return rows.map((row) => storedCall(database, row))
}

/** The evidence under an id. */
export function storedEvidence(database: Database, id: number): Evidence {
  const row = database.get('SELECT * FROM evidence WHERE id = ?', id)
  if (row === undefined) throw new TypeError(`ledger: evidence ${id} is missing`)
  return evidenceOf(row)
}

function storedCall(database: Database, row: Row): StoredCall {
  const id = integer(row['id'])
  const callRow = callRowOf(row)
  const state: CallState = {
    identity: callRow.identity,
    atMs: callRow.atMs,
    best: {
      sidechain: callRow.bestSidechain,
      hasStop: callRow.bestStop,
      path: text(row['best_path']),
      offset: callRow.bestOffset,
      model: text(row['model']),
      usage: callRow.usage,
      iterations: [],
      requestId: callRow.requestId,
      reportedUsd: callRow.reportedUsd,
    },
    home: {
      forked: callRow.homeForked,
      atMs: callRow.homeAtMs,
      path: text(row['home_path']),
      offset: callRow.homeOffset,
      evidence: storedEvidence(database, callRow.evidence),
      prompt: callRow.homePrompt,
    },
    tools: storedTools(database, callRow.part === 0 ? id : responseOf(database, callRow)),
    blocks: callRow.anyStop ? null : storedBlocks(database, id),
  }
  return {id, row: callRow, state}
}

function callRowOf(row: Row): CallRow {
  return {
    hash: integer(row['hash']),
    identity: text(row['identity']),
    part: integer(row['part']),
    kind: kindOf(text(row['kind'])),
    atMs: integerOrNull(row['at_ms']),
    attribution: integer(row['attribution']),
    rate: integer(row['rate']),
    prompt: integerOrNull(row['prompt']),
    profile: integer(row['profile']),
    evidence: integer(row['evidence']),
    usage: usageOf(row),
    missingOutput: integerOrNull(row['missing_output']),
    unread5m: integer(row['unread_5m']),
    unread1h: integer(row['unread_1h']),
    batch: row['batch'] === 1,
    requestId: textOrNull(row['request_id']),
    reportedUsd: integerOrNull(row['reported_usd']),
    bestSource: integer(row['best_source']),
    bestOffset: integer(row['best_offset']),
    bestSidechain: row['best_sidechain'] === 1,
    bestStop: row['best_stop'] === 1,
    homeSource: integer(row['home_source']),
    homeOffset: integer(row['home_offset']),
    homeForked: row['home_forked'] === 1,
    homeAtMs: integerOrNull(row['home_at_ms']),
    homePrompt: textOrNull(row['home_prompt']),
    anyStop: row['any_stop'] === 1,
  }
}

function usageOf(row: Row): Usage {
  return {
    tokens: {
      input: integer(row['input']),
      output: integer(row['output']),
      cacheRead: integer(row['cache_read']),
      cacheWrite5m: integer(row['cache_write_5m']),
      cacheWrite1h: integer(row['cache_write_1h']),
    },
    webSearches: integer(row['web_searches']),
    speed: textOrNull(row['speed']) || null,
    serviceTier: textOrNull(row['service_tier']) || null,
    geo: textOrNull(row['geo']) || null,
  }
}

function kindOf(value: string): CallKind {
  return value === 'compaction' || value === 'advisor' || value === 'fallback' ? value : 'message'
}

/** The response of an iteration, which has its tools. A first ingest has no index of hashes yet. */
function responseOf(database: Database, {hash, identity, evidence, atMs}: CallRow): number {
  const sql = 'SELECT id FROM call WHERE hash = ? AND identity = ? AND part = 0'
  const beside = database.get(`${sql} AND evidence = ? AND at_ms IS ?`, hash, identity, evidence, atMs)
  return integer((beside ?? database.get(sql, hash, identity))?.['id'])
}

function storedTools(database: Database, call: number): ToolUse[] {
  const rows = database.all(
    'SELECT use_hash, position, tool.name FROM call_tool JOIN tool ON tool.id = tool WHERE call = ? ORDER BY position, use_hash',
    call,
  )
  return rows.map((row) => ({
    useHash: integer(row['use_hash']),
    position: integer(row['position']),
    name: text(row['name']),
  }))
}

function storedBlocks(database: Database, call: number): VisibleBlock[] {
  const rows = database.all('SELECT hash, characters FROM call_block WHERE call = ?', call)
  return rows.map((row) => ({hash: integer(row['hash']), characters: integer(row['characters'])}))
}

/** The evidence in a row of the table. */
function evidenceOf(row: Row): Evidence {
  const skills = textOrNull(row['skills'])
  return {
    session: textOrNull(row['session']),
    cwd: textOrNull(row['cwd']),
    branch: textOrNull(row['branch']),
    version: textOrNull(row['version']),
    entrypoint: textOrNull(row['entrypoint']),
    sidechain: row['sidechain'] === 1,
    compaction: row['compaction'] === 1,
    run: textOrNull(row['run']),
    nativeAgent: textOrNull(row['native_agent']),
    nativeSkill: textOrNull(row['native_skill']),
    nativePlugin: textOrNull(row['native_plugin']),
    skills: skills === null ? null : skillsOf(skills),
    peer: textOrNull(row['peer']),
  }
}

function skillsOf(json: string): string[] {
  const parsed: unknown = JSON.parse(json)
  return Array.isArray(parsed) ? parsed.map(text) : []
}
