import type {Attribution} from '../../../core/attribution/attribution.ts'
import type {CallRecord, RecordedRate} from '../../../core/report/call-record.ts'
import {compileFilter} from '../../../core/report/filter.ts'
import type {CallSelection} from '../../../core/report/query.ts'
import {exact, text, textOrNull, type Database, type Row} from '../database.ts'
import {SKILL_SEPARATOR} from '../interning.ts'
import {filterSql} from './dimension-sql.ts'
import {knownSessions} from './known-sessions.ts'
import {countsOf, recordedRates} from './rates.ts'
import {callsWithin, type SqlPart} from './source.ts'

/** Reads single calls, each with its attribution, tools and rate. */
export function* readCalls(database: Database, selection: CallSelection): Generator<CallRecord> {
  const rates = recordedRates(database)
  const within = callsWithin(selection.bounds)
  const filters = selection.filters.filter(({dimension}) => dimension !== 'tool' && dimension !== 'mcpServer')
  const filter = filterSql(database, filters)
  const used = selection.filters.filter(({dimension}) => dimension === 'tool' || dimension === 'mcpServer')
  const tool = filterSql(database, used)
  const usedSql =
    used.length === 0
      ? '1'
      : `EXISTS (SELECT 1 FROM call_tool t JOIN tool ON tool.id = t.tool WHERE t.call = call.id AND ${tool.sql})`
  const sessions = sessionsSql(database, selection)
  const condition = `${within.sql} AND ${filter.sql} AND ${usedSql} AND ${sessions.sql}`
  const values = [...within.values, ...filter.values, ...tool.values, ...sessions.values]
  const direction = selection.newestFirst === true ? 'DESC' : 'ASC'
  let left = selection.limit ?? Infinity
  // dated calls in the order of their index, then those without a timestamp
  for (const dated of ['call.at_ms IS NOT NULL', 'call.at_ms IS NULL']) {
    const sql = `${CALLS} WHERE ${dated} AND ${condition}
      ORDER BY call.at_ms ${direction}, call.identity ${direction}, call.part ${direction} LIMIT ?`
    for (const row of database.iterateExact(sql, ...values, left === Infinity ? -1 : left)) {
      left--
      yield callRecord(database, rates, row)
    }
    if (left <= 0) return
  }
}

const CALLS = `
  SELECT call.*, a.*, call.id AS call_id, call.rate AS rate, call.kind AS call_kind, p.key AS prompt_key,
    r.agent_id AS agent_id, 1 AS calls, call.missing_output IS NOT NULL AS lower_bound_calls,
    call.missing_output AS missing, ifnull(call.missing_output, 0) AS missing_output
  FROM call JOIN attribution a ON a.id = call.attribution JOIN evidence e ON e.id = call.evidence
  LEFT JOIN run r ON r.key = e.run LEFT JOIN prompt p ON p.id = call.prompt`

/** With a filter on sessions, the index on their evidence finds the calls. */
function sessionsSql(database: Database, selection: CallSelection): SqlPart {
  const filter = selection.filters.find(({dimension}) => dimension === 'session')
  if (filter === undefined) return {sql: '1', values: []}
  if (compileFilter(filter)(null)) return {sql: '1', values: []}
  return {
    sql: 'call.evidence IN (SELECT id FROM evidence WHERE session IN (SELECT value FROM json_each(?)))',
    values: [JSON.stringify(knownSessions(database, 'evidence', filter))],
  }
}

function callRecord(database: Database, rates: ReadonlyMap<number, RecordedRate>, row: Row): CallRecord {
  const rate = rates.get(Number(exact(row['rate'])))
  if (rate === undefined) throw new TypeError('ledger: a call has a rate that is not there')
  const kind = text(row['call_kind'])
  return {
    identity: text(row['identity']),
    part: Number(exact(row['part'])),
    kind: kind === 'compaction' || kind === 'advisor' || kind === 'fallback' ? kind : 'message',
    atMs: numberOrNull(row['at_ms']),
    attribution: attributionOf(row),
    prompt: textOrNull(row['prompt_key']),
    agentId: textOrNull(row['agent_id']),
    sidechain: row['best_sidechain'] === 1n,
    tools: toolsOf(database, Number(exact(row['call_id']))),
    counts: countsOf(row),
    rate,
    missingOutputTokens: numberOrNull(row['missing']),
    requestId: textOrNull(row['request_id']),
    reportedUsd: numberOrNull(row['reported_usd']),
  }
}

function toolsOf(database: Database, call: number): string[] {
  const sql =
    'SELECT tool.name AS name FROM call_tool t JOIN tool ON tool.id = t.tool WHERE t.call = ? AND t.share IS NOT NULL ORDER BY t.share'
  return database.all(sql, call).map((row) => text(row['name']))
}

function attributionOf(row: Row): Attribution {
  const skill = textOrNull(row['skill'])
  return {
    arm: textOrNull(row['arm']),
    project: textOrNull(row['project']),
    branch: textOrNull(row['branch']),
    session: textOrNull(row['session']),
    model: textOrNull(row['model']),
    tier: textOrNull(row['tier']),
    agent: textOrNull(row['agent']),
    role: textOrNull(row['role']),
    plugin: textOrNull(row['plugin']),
    subPlugin: textOrNull(row['sub_plugin']),
    kind: textOrNull(row['kind']),
    serviceTier: textOrNull(row['service_tier']),
    speed: textOrNull(row['speed']),
    geo: textOrNull(row['geo']),
    entrypoint: textOrNull(row['entrypoint']),
    version: textOrNull(row['version']),
    peer: textOrNull(row['peer']),
    skills: skill === null ? [] : skill.split(SKILL_SEPARATOR),
    orphan: row['orphan'] === 1n,
  }
}

function numberOrNull(value: unknown): number | null {
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'number' ? value : null
}
