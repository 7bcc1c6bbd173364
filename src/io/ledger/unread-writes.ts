import {LIFETIME_1H_MS, unreadWrites, type UnreadWrites} from '../../core/caching/unread-writes.ts'
import type {CallState, Evidence} from '../../core/log/copy.ts'
import type {CallChange, CallRow} from './call-row.ts'
import {findRowsOfStream, storedEvidence} from './call-row.ts'
import type {Database} from './database.ts'

/**
 * Judges the cache writes of calls that are all there is of their session: nothing of it is stored yet. Saves reading
 * them again after they are written.
 *
 * @returns Unread writes by identity; sessions that are stored in part are left out.
 */
export function unreadInBatch(database: Database, calls: readonly CallState[]): Map<string, UnreadWrites> {
  const fresh = new Map<string | null, boolean>()
  const streams = new Map<string, CallState[]>()
  for (const call of calls) {
    const {evidence} = call.home
    let isFresh = fresh.get(evidence.session)
    if (isFresh === undefined) {
      isFresh = database.get('SELECT 1 FROM evidence WHERE session IS ? LIMIT 1', evidence.session) === undefined
      fresh.set(evidence.session, isFresh)
    }
    if (!isFresh) continue
    const key = streamKey(evidence)
    const stream = streams.get(key)
    if (stream === undefined) streams.set(key, [call])
    else stream.push(call)
  }
  const byIdentity = new Map<string, UnreadWrites>()
  for (const stream of streams.values()) {
    stream.sort(
      (a, b) =>
        (a.atMs ?? -1) - (b.atMs ?? -1) || a.home.offset - b.home.offset || (a.identity < b.identity ? -1 : 1),
    )
    const unread = unreadWrites(stream.map(({atMs, best}) => ({atMs, ...best.usage.tokens})))
    stream.forEach((call, index) => byIdentity.set(call.identity, unread[index]!))
  }
  return byIdentity
}

/**
 * Judges the cache writes that a change may have touched again: those of the same session and agent up to an hour before.
 *
 * @param changes - What the transaction changed so far.
 * @param judged - Calls already judged; their streams are complete.
 * @returns The further changes, already written.
 */
export function refreshUnreadWrites(
  database: Database,
  changes: readonly CallChange[],
  judged: ReadonlyMap<string, unknown>,
): CallChange[] {
  const further: CallChange[] = []
  for (const {evidence, fromMs, toMs} of touchedStreams(database, changes, judged)) {
    const rows = findRowsOfStream(database, evidence, fromMs - LIFETIME_1H_MS, toMs + LIFETIME_1H_MS)
    const unread = unreadWrites(rows.map(({row}) => ({atMs: row.atMs, ...row.usage.tokens})))
    rows.forEach(({id, row}, index) => {
      const {unread5m, unread1h} = unread[index]!
      if (row.atMs === null || row.atMs > toMs || (unread5m === row.unread5m && unread1h === row.unread1h)) return
      database.run('UPDATE call SET unread_5m = ?, unread_1h = ? WHERE id = ?', unread5m, unread1h, id)
      further.push({before: row, after: {...row, unread5m, unread1h}})
    })
  }
  return further
}

interface TouchedStream {
  readonly evidence: Evidence
  fromMs: number
  toMs: number
}

function touchedStreams(
  database: Database,
  changes: readonly CallChange[],
  judged: ReadonlyMap<string, unknown>,
): Iterable<TouchedStream> {
  const streams = new Map<string, TouchedStream>()
  const evidenceById = new Map<number, Evidence>()
  for (const change of changes) {
    for (const row of [change.before, change.after]) {
      if (row === null || row.part > 0 || row.atMs === null || judged.has(row.identity)) continue
      touch(streams, evidenceIn(database, evidenceById, row), row.atMs)
    }
  }
  return streams.values()
}

function evidenceIn(database: Database, byId: Map<number, Evidence>, row: CallRow): Evidence {
  let evidence = byId.get(row.evidence)
  if (evidence === undefined) {
    evidence = storedEvidence(database, row.evidence)
    byId.set(row.evidence, evidence)
  }
  return evidence
}

function touch(streams: Map<string, TouchedStream>, evidence: Evidence, atMs: number): void {
  const key = streamKey(evidence)
  const stream = streams.get(key)
  if (stream === undefined) streams.set(key, {evidence, fromMs: atMs, toMs: atMs})
  else {
    stream.fromMs = Math.min(stream.fromMs, atMs)
    stream.toMs = Math.max(stream.toMs, atMs)
  }
}

function streamKey(evidence: Evidence): string {
  return `${evidence.session ?? ''}\n${evidence.run ?? ''}`
}
