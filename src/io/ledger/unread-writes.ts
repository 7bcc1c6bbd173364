import {
  type CacheUse,
  LIFETIME_1H_MS,
  LIFETIME_5M_MS,
  unreadWrites,
  type UnreadWrites,
} from '../../core/caching/unread-writes.ts'
import type {CallState, Evidence} from '../../core/log/copy.ts'
import type {CallChange, CallRow} from './call-row.ts'
import {findRow, storedEvidence} from './call-row.ts'
import {integer, text, type Database} from './database.ts'
import type {Interning} from './interning.ts'

/** Calls of one session and agent, by their place in the batch. */
interface Stream {
  readonly places: number[]
  /** Whether one of them stands in the ledger already, here or in another session. */
  isMixed: boolean
}

/**
 * Judges the cache writes of calls that are all there is of their session and agent: none of them is stored yet, nor is
 * anything else of the session. Saves reading them again after they are written.
 *
 * @param isStored - Whether the call at a place stands in the ledger already.
 * @returns Unread writes by place; of other sessions and agents, none.
 */
export function unreadInBatch(
  interning: Interning,
  calls: readonly CallState[],
  isStored: (place: number) => boolean,
): (UnreadWrites | undefined)[] {
  const streams = new Map<Evidence, Stream | null>()
  const byKey = new Map<string, Stream>()
  const fresh = new Map<string | null, boolean>()
  let evidence: Evidence | null = null
  let stream: Stream | null = null
  for (let place = 0; place < calls.length; place++) {
    const {home} = calls[place]!
    if (home.evidence !== evidence) {
      evidence = home.evidence
      const known = streams.get(evidence)
      stream = known === undefined ? freshStream(interning, fresh, byKey, evidence) : known
      if (known === undefined) streams.set(evidence, stream)
    }
    if (stream === null) continue
    stream.places.push(place)
    stream.isMixed ||= isStored(place)
  }
  const unread = new Array<UnreadWrites | undefined>(calls.length).fill(undefined)
  for (const {places, isMixed} of byKey.values()) if (!isMixed) judge(calls, places, unread)
  return unread
}

/** The stream of calls with this evidence, when the ledger has none of the session; else null. */
function freshStream(
  interning: Interning,
  known: Map<string | null, boolean>,
  byKey: Map<string, Stream>,
  evidence: Evidence,
): Stream | null {
  const {session} = evidence
  let isFresh = known.get(session)
  if (isFresh === undefined) known.set(session, (isFresh = !interning.hasEvidenceOf(session)))
  if (!isFresh) return null
  const key = streamKey(evidence)
  let stream = byKey.get(key)
  if (stream === undefined) byKey.set(key, (stream = {places: [], isMixed: false}))
  return stream
}

function judge(calls: readonly CallState[], places: number[], unread: (UnreadWrites | undefined)[]): void {
  places.sort((one, other) => {
    const [a, b] = [calls[one]!, calls[other]!]
    return (a.atMs ?? -1) - (b.atMs ?? -1) || a.home.offset - b.home.offset || (a.identity < b.identity ? -1 : 1)
  })
  const judged = unreadWrites(
    places.map((place): CacheUse => {
      const {atMs, best} = calls[place]!
      const {cacheRead, cacheWrite5m, cacheWrite1h} = best.usage.tokens
      return {atMs, cacheRead, cacheWrite5m, cacheWrite1h}
    }),
  )
  for (let index = 0; index < places.length; index++) unread[places[index]!] = judged[index]
}

/**
 * Judges the cache writes that a change may have touched again: those of the same session and agent up to an hour before.
 *
 * @param changes - What the transaction changed so far, without calls that were judged in their batch.
 * @param evidence - What is known of it, by id; more is looked up.
 * @returns The further changes, already written.
 */
export function refreshUnreadWrites(
  database: Database,
  changes: readonly CallChange[],
  evidence: Map<number, Evidence> = new Map(),
): CallChange[] {
  const further: CallChange[] = []
  const written = rowsOf(changes)
  for (const stream of touchedStreams(database, changes, evidence)) {
    const {fromMs, toMs} = stream
    const uses = usesOfStream(database, stream)
    const unread = unreadWrites(uses)
    uses.forEach((known, index) => {
      const {id, identity, atMs} = known
      // of an earlier call stand only those here that have something unread; what was read stays so
      const isLess = stream.isAddedTo && atMs < fromMs
      const unread5m = isLess ? Math.min(known.unread5m, unread[index]!.unread5m) : unread[index]!.unread5m
      const unread1h = isLess ? Math.min(known.unread1h, unread[index]!.unread1h) : unread[index]!.unread1h
      if (atMs > toMs || (unread5m === known.unread5m && unread1h === known.unread1h)) return
      const row = written.get(identity) ?? findRow(database, id)
      database.run('UPDATE call SET unread_5m = ?, unread_1h = ? WHERE id = ?', unread5m, unread1h, id)
      further.push({before: row, after: {...row, unread5m, unread1h}, toolsBefore: NO_TOOLS, toolsAfter: NO_TOOLS})
    })
  }
  return further
}

/** The rows that were just written, iterations left out, by identity: they need not be read again. */
function rowsOf(changes: readonly CallChange[]): ReadonlyMap<string, CallRow> {
  const rows = new Map<string, CallRow>()
  for (const {after} of changes) if (after !== null && after.part === 0) rows.set(after.identity, after)
  return rows
}

/** One list: what it is split between stays. */
const NO_TOOLS: CallChange['toolsBefore'] = []

interface StoredUse extends CacheUse, UnreadWrites {
  readonly id: number
  readonly identity: string
  readonly atMs: number
}

/**
 * The calls of one session and agent in a span of time, in order, without iterations: of each what judging takes. Where
 * calls were only added, of those before them the ones with something unread, which the new ones may have read.
 */
function usesOfStream(database: Database, {evidence, fromMs, toMs, isAddedTo}: TouchedStream): StoredUse[] {
  const rows = database.allLists(
    `SELECT call.id, call.identity, at_ms, cache_read, cache_write_5m, cache_write_1h, unread_5m, unread_1h
    FROM evidence JOIN call ON call.evidence = evidence.id
    WHERE evidence.session IS ? AND evidence.run IS ? AND call.at_ms BETWEEN ? AND ? AND call.part = 0
      AND (call.at_ms >= ? OR unread_1h > 0 OR (unread_5m > 0 AND call.at_ms >= ?))
    ORDER BY call.at_ms, call.home_offset, call.identity`,
    evidence.session,
    evidence.run,
    fromMs - LIFETIME_1H_MS,
    toMs + LIFETIME_1H_MS,
    isAddedTo ? fromMs : fromMs - LIFETIME_1H_MS,
    fromMs - LIFETIME_5M_MS,
  )
  return rows.map((row) => ({
    id: integer(row[0]),
    identity: text(row[1]),
    cacheRead: integer(row[3]),
    cacheWrite5m: integer(row[4]),
    cacheWrite1h: integer(row[5]),
    unread5m: integer(row[6]),
    unread1h: integer(row[7]),
    atMs: integer(row[2]),
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
  evidenceById: Map<number, Evidence>,
): Iterable<TouchedStream> {
  const streams = new Map<string, TouchedStream>()
  const look = (row: CallRow | null, isAdded: boolean) => {
    if (row === null || row.part > 0 || row.atMs === null) return
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
