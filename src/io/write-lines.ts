import {closeSync, openSync, renameSync, rmSync, writeSync} from 'node:fs'
import {PechError} from '../core/problem.ts'
import {systemReason} from './system-reason.ts'

const PIECE = 1 << 16

/**
 * Writes lines of any number to a file, as a whole or not at all: to a temporary file beside it, then a rename.
 *
 * @throws PechError `OUTPUT_UNWRITABLE` when the file cannot be written.
 */
export function writeLines(file: string, lines: Iterable<string>): void {
  const temporary = `${file}.${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`
  const handle = attempt(file, () => openSync(temporary, 'wx', 0o600))
  try {
    let piece = ''
    for (const line of lines) {
      piece += line.endsWith('\n') ? line : `${line}\n`
      if (piece.length < PIECE) continue
      attempt(file, () => writeSync(handle, piece))
      piece = ''
    }
    attempt(file, () => writeSync(handle, piece))
    attempt(file, () => renameSync(temporary, file))
  } finally {
    closeSync(handle)
    rmSync(temporary, {force: true})
  }
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
