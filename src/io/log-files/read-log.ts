import {closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats} from 'node:fs'
import {isJsonObject, nonEmptyString} from '../../core/log/json-value.ts'
import {logPlace} from '../../core/log/log-place.ts'
import {readLine} from '../../core/log/read-line.ts'
import {deserializeContext, serializeContext, startContext} from '../../core/log/reader-context.ts'
import {runKey} from '../../core/log/run-key.ts'
import {takeResponse} from '../../core/log/take-response.ts'
import type {Batch, BatchCollector, SourceState} from '../ledger/batch.ts'
import {reasonOf, storable, type LogFile} from './discover.ts'
import {fingerprint} from './fingerprint.ts'
import {readResponseBytes} from './read-response-bytes.ts'
import {scanLines} from './scan-lines.ts'
import {theScanner} from './scanner.ts'

/** How a file had been read before. */
export type KnownSource = Omit<SourceState, 'renamedFrom'>

/** What was found when a file was read. */
export type ReadOutcome = 'read' | 'truncated' | 'rewritten' | 'unreadable'

/** After so many calls a batch is handed on, also in the middle of a file. */
const CALLS_PER_BATCH = 512

/** A subagent's description is a few hundred bytes. */
const MOST_META_BYTES = 1024 * 1024

/** A subagent's first line is what it was asked. */
const MOST_FIRST_LINE_BYTES = 256 * 1024

/**
 * Reads what a file has gained since it was last read; all of it when it was truncated or rewritten meanwhile.
 *
 * @param file - The file as it was discovered.
 * @param known - How it had been read, or null for a new file.
 * @param collector - Receives calls, facts, problems and, at the end, the file's new state.
 * @param onFull - Called when the collector should be emptied; what it throws is passed on.
 */
export function readLog(
  file: LogFile,
  known: KnownSource | null,
  collector: BatchCollector,
  onFull: (batch: Batch) => void,
): ReadOutcome {
  let handle: number
  try {
    handle = openSync(file.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    collector.problem({code: 'FILE_UNREADABLE', file: file.path, facts: {reason: reasonOf(error)}})
    return 'unreadable'
  }
  try {
    return file.kind === 'meta'
      ? readMeta(handle, file, collector)
      : readTranscript(handle, file, known, collector, onFull)
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error // posting failed, not reading
    collector.problem({code: 'FILE_UNREADABLE', file: file.path, facts: {reason: reasonOf(error)}})
    return 'unreadable'
  } finally {
    closeSync(handle)
  }
}

function readTranscript(
  handle: number,
  file: LogFile,
  known: KnownSource | null,
  collector: BatchCollector,
  onFull: (batch: Batch) => void,
): ReadOutcome {
  const stat = fstatSync(handle)
  const change = known === null || known.offset === 0 ? 'read' : changeOf(handle, stat, file.path, known)
  const from = change === 'read' && known !== null ? known.offset : 0
  if (from === 0) {
    collector.restart(file.path)
    if (known !== null) collector.restart(known.path)
  }
  const place = logPlace(file.path, known?.firstPath)
  const context = from === 0 || known === null ? startContext(place.sidechain) : deserializeContext(known.context)
  const {data} = theScanner()
  const offset = scanLines(handle, from, stat.size, {
    wantsLinks: () => context.chainOf.size > 0,
    agentIdInEnvelope: place.sidechain,
    line: (bytes, start, end, at, terminated) => {
      const response = terminated && bytes === data ? readResponseBytes(start, end, at) : null
      if (response === 'nothing') return true
      if (response !== null) takeResponse(response, at, place, context, collector)
      const whole = response !== null || readLine(bytes.toString('utf8', start, end), at, place, context, collector)
      if (!whole && terminated) collector.problem({code: 'LINE_MALFORMED', file: file.path, offset: at})
      if (collector.size >= CALLS_PER_BATCH) onFull(collector.take())
      return whole
    },
    tooLong: (at, bytes) => collector.problem({code: 'LINE_TOO_LONG', file: file.path, offset: at, facts: {bytes}}),
  })
  const state: SourceState = {
    path: file.path,
    firstPath: place.firstPath,
    kind: 'transcript',
    device: storable(stat.dev),
    inode: storable(stat.ino),
    size: stat.size,
    modifiedMs: stat.mtimeMs,
    offset,
    ...fingerprint(handle, offset),
    context: serializeContext(context),
    ...(known !== null && known.path !== file.path ? {renamedFrom: known.path} : {}),
  }
  collector.source(state, stat.size - from)
  return change
}

/** Whether what was read of a file still stands there. */
function changeOf(handle: number, stat: Stats, path: string, known: KnownSource): 'read' | 'truncated' | 'rewritten' {
  if (stat.size < known.offset) return 'truncated'
  const print = fingerprint(handle, known.offset)
  if (print.head !== known.head || print.tail !== known.tail) return 'rewritten'
  const touched = stat.mtimeMs !== known.modifiedMs
  const replaced = path === known.path && storable(stat.ino) !== known.inode
  return touched && (replaced || stat.size === known.size) ? 'rewritten' : 'read'
}

function readMeta(handle: number, file: LogFile, collector: BatchCollector): ReadOutcome {
  const stat = fstatSync(handle)
  collector.restart(file.path)
  const state: SourceState = {
    path: file.path,
    firstPath: file.path,
    kind: 'meta',
    device: storable(stat.dev),
    inode: storable(stat.ino),
    size: stat.size,
    modifiedMs: stat.mtimeMs,
    offset: stat.size,
    head: 0,
    tail: 0,
    context: '',
  }
  const meta = stat.size > MOST_META_BYTES ? null : parseMeta(readFileSync(handle, 'utf8'))
  if (meta === null) {
    collector.source(state, stat.size)
    collector.problem({code: 'META_MALFORMED', file: file.path, offset: 0})
    return 'read'
  }
  const place = logPlace(file.path.replace(/\.meta\.json$/, '.jsonl'))
  const session = place.session ?? sessionInside(place.path)
  // without its transcript it cannot be said whose it is: it is looked at again
  if (session === undefined) return 'read'
  collector.source(state, stat.size)
  if (place.agentId === null) return 'read'
  collector.run({run: runKey(session, place.agentId), session, agentId: place.agentId, ...meta})
  return 'read'
}

/** The session that a transcript's first line names, null when none; undefined when there is no such line yet. */
function sessionInside(path: string): string | null | undefined {
  let handle: number
  try {
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch {
    return undefined
  }
  try {
    const start = Buffer.allocUnsafe(MOST_FIRST_LINE_BYTES)
    const end = start.subarray(0, readSync(handle, start, 0, start.length, 0)).indexOf(10)
    if (end < 0) return undefined
    const line: unknown = JSON.parse(start.toString('utf8', 0, end))
    return isJsonObject(line) ? nonEmptyString(line['sessionId']) : null
  } catch {
    return null
  } finally {
    closeSync(handle)
  }
}

function parseMeta(text: string): {metaAgentType?: string; metaToolUseId?: string} | null {
  try {
    const parsed: unknown = JSON.parse(text)
    if (!isJsonObject(parsed)) return null
    const metaAgentType = nonEmptyString(parsed['agentType'])
    const metaToolUseId = nonEmptyString(parsed['toolUseId'])
    return {
      ...(metaAgentType === null ? {} : {metaAgentType}),
      ...(metaToolUseId === null ? {} : {metaToolUseId}),
    }
  } catch {
    return null
  }
}
