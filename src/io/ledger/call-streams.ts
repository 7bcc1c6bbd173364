import type {CallStream, StreamCall} from '../../core/caching/stream-call.ts'
import {missingName} from '../../core/attribution/dimension.ts'
import type {CellRate} from '../../core/report/amounts.ts'
import {integer, text, textOrNull, type Database, type Row} from './database.ts'
import {cellRates} from './query/rates.ts'
import type {SqlPart} from './query/source.ts'

/** How far before the period streams are read, to know what was cached when it began. */
const BEFORE_MS = 2 * 86_400_000

/** Which streams to read. */
export interface StreamQuery {
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly filter: SqlPart
}

/** The streams that have calls in a period, each with its calls in order of time; iterations are no calls of a stream. */
export function* callStreams(database: Database, {fromMs, toMs, filter}: StreamQuery): Generator<CallStream> {
  const rates = cellRates(database)
  const compactions = compactionsBySession(database)
  const from = fromMs ?? 0
  const rows = database.iterate(
    `SELECT e.session AS stream_session, e.run AS stream_run, call.identity, call.at_ms, call.rate, call.input, call.output,
      call.cache_read, call.cache_write_5m, call.cache_write_1h, call.unread_5m, call.unread_1h, call.id AS call_id,
      a.model, a.agent, a.session, a.entrypoint, call.at_ms >= ? AND ${filter.sql} AS in_scope,
      (SELECT group_concat(tool.name, char(31)) FROM call_tool t JOIN tool ON tool.id = t.tool
        WHERE t.call = call.id AND t.share IS NOT NULL) AS tools
    FROM call JOIN evidence e ON e.id = call.evidence JOIN attribution a ON a.id = call.attribution
    WHERE call.at_ms >= ? AND call.at_ms < ? AND call.part = 0 AND call.kind <> 'compaction'
    ORDER BY e.session, e.run, call.at_ms, call.home_offset, call.identity`,
    from,
    ...filter.values,
    from - BEFORE_MS,
    toMs ?? Number.MAX_SAFE_INTEGER,
  )
  let key: string | null = null
  let calls: StreamCall[] = []
  let session: string | null = null
  const stream = (): CallStream => ({calls, compactionsMs: (session !== null && compactions.get(session)) || []})
  for (const row of rows) {
    const name = `${textOrNull(row['stream_session'])}\n${textOrNull(row['stream_run'])}`
    if (key !== null && name !== key) {
      yield stream()
      calls = []
    }
    key = name
    session = textOrNull(row['stream_session'])
    calls.push(streamCall(row, rates))
  }
  if (calls.length > 0) yield stream()
}

function streamCall(row: Row, rates: ReadonlyMap<number, CellRate>): StreamCall {
  const rate = rates.get(integer(row['rate']))
  if (rate === undefined) throw new TypeError('ledger: a call has a rate that is not there')
  const tools = textOrNull(row['tools'])
  return {
    callId: text(row['identity']),
    atMs: integer(row['at_ms']),
    model: textOrNull(row['model']) ?? missingName('model'),
    agent: textOrNull(row['agent']) ?? missingName('agent'),
    session: textOrNull(row['session']),
    entrypoint: textOrNull(row['entrypoint']),
    tokens: {
      input: integer(row['input']),
      output: integer(row['output']),
      cacheRead: integer(row['cache_read']),
      cacheWrite5m: integer(row['cache_write_5m']),
      cacheWrite1h: integer(row['cache_write_1h']),
    },
    priced: rate.status === 'priced',
    rate: rate.vector,
    unread5m: integer(row['unread_5m']),
    unread1h: integer(row['unread_1h']),
    tools: tools === null ? [] : tools.split('\u001F'),
    inScope: row['in_scope'] === 1,
  }
}

/** Compactions stand in the log, or show as a call of that kind. */
function compactionsBySession(database: Database): Map<string, number[]> {
  const rows = database.all(
    `SELECT session, at_ms FROM compaction UNION
    SELECT a.session, call.at_ms FROM attribution a JOIN call ON call.attribution = a.id
    WHERE a.kind = 'compaction' AND a.session IS NOT NULL AND call.at_ms IS NOT NULL ORDER BY 1, 2`,
  )
  const bySession = new Map<string, number[]>()
  for (const row of rows) {
    const session = text(row['session'])
    const list = bySession.get(session)
    if (list === undefined) bySession.set(session, [integer(row['at_ms'])])
    else list.push(integer(row['at_ms']))
  }
  return bySession
}
