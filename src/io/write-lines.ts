import {closeSync, fchmodSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {PechError} from '../core/problem.ts'
import {systemReason} from './system-reason.ts'

const PIECE = 1 << 16

/**
 * Writes lines of any number to a file, as a whole or not at all: to a temporary file beside it, then a rename. An existing file
 * keeps its permissions, a link its target; a new file is the user's alone. What is no regular file (`/dev/stdout`, a named
 * pipe) is written to directly.
 *
 * @throws PechError `OUTPUT_UNWRITABLE` when the file cannot be written.
 */
export function writeLines(file: string, lines: Iterable<string>): void {
  writePieces(file, joined(lines))
}

/** Writes a file piece by piece, like {@link writeLines}. */
export function writePieces(file: string, pieces: Iterable<string | Uint8Array>): void {
  const existing = attempt(file, () => statSync(file, {throwIfNoEntry: false}))
  if (existing !== undefined && !existing.isFile()) return writeInto(file, pieces)
  const target = existing === undefined ? file : realpathSync(file)
  const temporary = `${target}.${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`
  const handle = attempt(file, () => openSync(temporary, 'wx', 0o600))
  try {
    for (const piece of pieces) attempt(file, () => writeFileSync(handle, piece))
    if (existing !== undefined) attempt(file, () => fchmodSync(handle, existing.mode))
    attempt(file, () => renameSync(temporary, target))
  } finally {
    closeSync(handle)
    rmSync(temporary, {force: true})
  }
}

function writeInto(file: string, pieces: Iterable<string | Uint8Array>): void {
  const handle = attempt(file, () => openSync(file, 'w'))
  try {
    for (const piece of pieces) attempt(file, () => writeFileSync(handle, piece))
  } finally {
    closeSync(handle)
  }
}

function* joined(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += line.endsWith('\n') ? line : `${line}\n`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}

function attempt<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new PechError(
      'OUTPUT_UNWRITABLE',
      `cannot write ${file}: ${systemReason(error)}`,
      'check that the folder exists and is yours',
    )
  }
}
