import {closeSync, openSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {PechError} from '../core/problem.ts'
import {systemReason} from './system-reason.ts'

const PIECE = 1 << 16

/**
 * Writes lines of any number to a file, as a whole or not at all: to a temporary file beside it, then a rename.
 *
 * @throws PechError `OUTPUT_UNWRITABLE` when the file cannot be written.
 */
export function writeLines(file: string, lines: Iterable<string>): void {
  writePieces(file, joined(lines))
}

/** Writes a file piece by piece, like {@link writeLines}. */
export function writePieces(file: string, pieces: Iterable<string | Uint8Array>): void {
  const temporary = `${file}.${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`
  const handle = attempt(file, () => openSync(temporary, 'wx', 0o600))
  try {
    for (const piece of pieces) attempt(file, () => writeFileSync(handle, piece))
    attempt(file, () => renameSync(temporary, file))
  } finally {
    closeSync(handle)
    rmSync(temporary, {force: true})
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
