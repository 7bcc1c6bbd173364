import {type CacheUse, LIFETIME_1H_MS, unreadWrites, type UnreadWrites} from '../../core/caching/unread-writes.ts'
import type {CallState, Evidence} from '../../core/log/copy.ts'
import type {CallChange, CallRow} from './call-row.ts'
import {findRow, storedEvidence} from './call-row.ts'
import {integer, type Database} from './database.ts'
import type {Interning} from './interning.ts'

/**
 * Judges the cache writes of calls that are all there is of their session and agent: none of them is stored yet, nor is
 * anything else of the session. Saves reading them again after they are written.
 *
 * @param isStored - Whether a call stands in the ledger already, here or in another session.
 * @returns Unread writes by identity; of other sessions and agents, none.
 */
export function unreadInBatch(
  interning: Interning,
  calls: readonly CallState[],
  isStored: (call: CallState) => boolean,
): Map<string, UnreadWrites> {
  const streams = new Map<Evidence, CallState[] | null>()
  const byKey = new Map<string, CallState[]>()
  const fresh = new Map<string | null, boolean>()
  const mixed = new Set<CallState[]>()
  for (const call of calls) {
    const {evidence} = call.home
    let stream = streams.get(evidence)
    if (stream === undefined) {
      stream = isFresh(interning, fresh, evidence.session) ? streamOf(byKey, evidence) : null
      streams.set(evidence, stream)
    }
    if (stream === null) continue
    stream.push(call)
    if (isStored(call)) mixed.add(stream)
  }
  const byIdentity = new Map<string, UnreadWrites>()
  for (const stream of byKey.values()) if (!mixed.has(stream)) judge(stream, byIdentity)
  return byIdentity
}

function isFresh(interning: Interning, known: Map<string | null, boolean>, session: string | null): boolean {
  let isFresh = known.get(session)
  if (isFresh === undefined) {
    isFresh = !interning.hasEvidenceOf(session)
    known.set(session, isFresh)
  }
  return isFresh
}

function streamOf(byKey: Map<string, CallState[]>, evidence: Evidence): CallState[] {
  const key = streamKey(evidence)
  const known = byKey.get(key)
  if (known !== undefined) return known
  const stream: CallState[] = []
  byKey.set(key, stream)
  return stream
}

function judge(stream: CallState[], byIdentity: Map<string, UnreadWrites>): void {
  stream.sort(
    (a, b) => (a.atMs ?? -1) - (b.atMs ?? -1) || a.home.offset - b.home.offset || (a.identity < b.identity ? -1 : 1),
  )
  const unread = unreadWrites(stream.map(({atMs, best}) => ({atMs, ...best.usage.tokens})))
  stream.forEach((call, index) => byIdentity.set(call.identity, unread[index]!))
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
  for (const stream of touchedStreams(database, changes, judged)) {
    const {fromMs, toMs} = stream
    const uses = usesOfStream(database, stream)
    const unread = unreadWrites(uses)
    uses.forEach(({id, atMs, ...known}, index) => {
      // of an earlier call stand only those here that have something unread; what was read stays so
      const isLess = stream.isAddedTo && atMs < fromMs
      const unread5m = isLess ? Math.min(known.unread5m, unread[index]!.unread5m) : unread[index]!.unread5m
      const unread1h = isLess ? Math.min(known.unread1h, unread[index]!.unread1h) : unread[index]!.unread1h
      if (atMs > toMs || (unread5m === known.unread5m && unread1h === known.unread1h)) return
      const row = findRow(database, id)
      database.run('UPDATE call SET unread_5m = ?, unread_1h = ? WHERE id = ?', unread5m, unread1h, id)
      further.push({before: row, after: {...row, unread5m, unread1h}, toolsBefore: [], toolsAfter: []})
    })
  }
  return further
}

interface StoredUse extends CacheUse, UnreadWrites {
  readonly id: number
  readonly atMs: number
}

/**
 * The calls of one session and agent in a span of time, in order, without iterations: of each what judging takes. Where
 * calls were only added, of those before them the ones with something unread, which the new ones may have read.
 */
function usesOfStream(database: Database, {evidence, fromMs, toMs, isAddedTo}: TouchedStream): StoredUse[] {
  const rows = database.all(
    `SELECT call.id, at_ms, cache_read, cache_write_5m, cache_write_1h, unread_5m, unread_1h
    FROM evidence JOIN call ON call.evidence = evidence.id
    WHERE evidence.session IS ? AND evidence.run IS ? AND call.at_ms BETWEEN ? AND ? AND call.part = 0
      AND (call.at_ms >= ? OR unread_5m > 0 OR unread_1h > 0)
    ORDER BY call.at_ms, call.home_offset, call.identity`,
    evidence.session,
    evidence.run,
    fromMs - LIFETIME_1H_MS,
    toMs + LIFETIME_1H_MS,
    isAddedTo ? fromMs : fromMs - LIFETIME_1H_MS,
  )
  return rows.map((row) => ({
    id: integer(row['id']),
    atMs: integer(row['at_ms']),
    cacheRead: integer(row['cache_read']),
    cacheWrite5m: integer(row['cache_write_5m']),
    cacheWrite1h: integer(row['cache_write_1h']),
    unread5m: integer(row['unread_5m']),
    unread1h: integer(row['unread_1h']),
  }))
}

interface TouchedStream {
  readonly evidence: Evidence
  fromMs: number
  toMs: number
  /** Whether no call is gone or reads and writes otherwise than before. */
  isAddedTo: boolean
}

function touchedStreams(
  database: Database,
  changes: readonly CallChange[],
  judged: ReadonlyMap<string, unknown>,
): Iterable<TouchedStream> {
  const streams = new Map<string, TouchedStream>()
  const evidenceById = new Map<number, Evidence>()
  const look = (row: CallRow | null, isAdded: boolean) => {
    if (row === null || row.part > 0 || row.atMs === null || judged.has(row.identity)) return
    touch(streams, evidenceIn(database, evidenceById, row), row.atMs, isAdded)
  }
  for (const {before, after} of changes) {
    const isAdded = before === null || (after !== null && isSameUse(before, after))
    look(before, isAdded)
    look(after, isAdded)
  }
  return streams.values()
}

function isSameUse(before: CallRow, after: CallRow): boolean {
  const [a, b] = [before.usage.tokens, after.usage.tokens]
  return (
    before.atMs === after.atMs &&
    before.evidence === after.evidence &&
    a.cacheRead === b.cacheRead &&
    a.cacheWrite5m === b.cacheWrite5m &&
    a.cacheWrite1h === b.cacheWrite1h
  )
}

function evidenceIn(database: Database, byId: Map<number, Evidence>, row: CallRow): Evidence {
  let evidence = byId.get(row.evidence)
  if (evidence === undefined) {
    evidence = storedEvidence(database, row.evidence)
    byId.set(row.evidence, evidence)
  }
  return evidence
}

function touch(streams: Map<string, TouchedStream>, evidence: Evidence, atMs: number, isAdded: boolean): void {
  const key = streamKey(evidence)
  const stream = streams.get(key)
  if (stream === undefined) streams.set(key, {evidence, fromMs: atMs, toMs: atMs, isAddedTo: isAdded})
  else {
    stream.fromMs = Math.min(stream.fromMs, atMs)
    stream.toMs = Math.max(stream.toMs, atMs)
    stream.isAddedTo &&= isAdded
  }
}

function streamKey(evidence: Evidence): string {
  return `${evidence.session ?? ''}\n${evidence.run ?? ''}`
}
