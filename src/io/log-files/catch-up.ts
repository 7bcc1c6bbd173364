import {closeSync, lstatSync, openSync, readSync, realpathSync, type Stats} from 'node:fs'
import type {Wanted} from '../../app/ports/gate.ts'
import {integer, text, type Database} from '../ledger/database.ts'
import {discoverLogs, type LogFile} from './discover.ts'

/** More than this is not read while a session waits; the next ingest will. */
const MOST_BYTES = 64 * 1024 * 1024

/** Up to so many bytes are looked through for calls before anything is made ready to read them. */
const MOST_LOOKED_THROUGH_BYTES = 512 * 1024

/** What a session's files had gained. */
export interface CaughtUp {
  readonly bytes: number
  /** Calls that were added or improved. */
  readonly calls: number
  /** Whether there was more than may be read at once. */
  readonly left: boolean
}

/**
 * Finds what a session's transcript and its subagents' files have gained since they were last read. Nothing else is looked
 * at. A file that is gone holds nothing.
 *
 * @param transcript - Path of the session's main transcript.
 * @param wanted - `calls`: bytes without any are left for the next time.
 * @param post - Reads and posts the files that have grown; asked only when some have. Gives the calls added or improved.
 */
export function catchUp(
  database: Database,
  {transcript, wanted}: {readonly transcript: string; readonly wanted: Wanted},
  post: (files: readonly LogFile[]) => number,
): CaughtUp {
  const grown = grownFiles(database, transcript)
  const bytes = grown.reduce((sum, {gain}) => sum + gain, 0)
  if (grown.length === 0) return {bytes: 0, calls: 0, left: false}
  if (bytes > MOST_BYTES) return {bytes: 0, calls: 0, left: true}
  if (wanted === 'calls' && bytes <= MOST_LOOKED_THROUGH_BYTES && !grown.some(mayHoldCalls)) {
    return {bytes: 0, calls: 0, left: false}
  }
  return {bytes, calls: post(grown.map(({file}) => file)), left: false}
}

interface GrownFile {
  readonly file: LogFile
  readonly gain: number
}

/** Whether among what a file has gained a call may stand: a key that every call has. */
function mayHoldCalls({file, gain}: GrownFile): boolean {
  try {
    const handle = openSync(file.path, 'r')
    try {
      const gained = Buffer.allocUnsafe(gain)
      const read = readSync(handle, gained, 0, gain, file.size - gain)
      return gained.subarray(0, read).includes('"usage"')
    } finally {
      closeSync(handle)
    }
  } catch {
    return true // it is said when it is read
  }
}

function grownFiles(database: Database, transcript: string): GrownFile[] {
  const path = realPath(transcript)
  if (path === null || !path.endsWith('.jsonl')) return []
  const main = fileAt(path)
  const folder = `${path.slice(0, -'.jsonl'.length)}/subagents`
  const subagents = realPath(folder) === null ? [] : discoverLogs([folder]).files
  const files = main === null ? subagents : [main, ...subagents]
  const known = subagents.length === 0 ? new Map<string, Known>() : knownBelow(database, folder)
  return files.flatMap((file) => {
    const before = file === main ? knownAt(database, path) : known.get(file.path)
    if (before !== undefined && before.size === file.size && before.modifiedMs === file.modifiedMs) return []
    const offset = before?.offset ?? 0
    return [{file, gain: offset <= file.size ? file.size - offset : file.size}]
  })
}

interface Known {
  readonly size: number
  readonly modifiedMs: number
  readonly offset: number
}

const KNOWN = 'SELECT path, size, modified_ms, offset FROM source WHERE'

function knownAt(database: Database, path: string): Known | undefined {
  const row = database.get(`${KNOWN} path = ?`, path)
  return row === undefined ? undefined : knownOf(row)
}

function knownBelow(database: Database, folder: string): Map<string, Known> {
  const rows = database.all(`${KNOWN} path > ? AND path < ?`, `${folder}/`, `${folder}0`)
  return new Map(rows.map((row) => [text(row['path']), knownOf(row)]))
}

function knownOf(row: Record<string, unknown>): Known {
  return {size: Number(row['size'] ?? -1), modifiedMs: Number(row['modified_ms'] ?? 0), offset: integer(row['offset'])}
}

function realPath(path: string): string | null {
  try {
    return realpathSync.native(path)
  } catch {
    return null
  }
}

function fileAt(path: string): LogFile | null {
  let stat: Stats
  try {
    stat = lstatSync(path)
  } catch {
    return null
  }
  if (!stat.isFile()) return null
  return {path, kind: 'transcript', size: stat.size, modifiedMs: stat.mtimeMs, device: stat.dev, inode: stat.ino}
}
