import {chmodSync, existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {PechError} from '../core/problem.ts'
import {systemReason} from './system-reason.ts'

/**
 * Writes a file so that a reader sees the old content or the new, never half of it: a temporary file beside it, then a
 * rename. An existing file keeps its permissions, a link its target; a new file gets the user's umask. What is no
 * regular file (`/dev/stdout`, a named pipe) is written to directly.
 *
 * @throws PechError `OUTPUT_UNWRITABLE` when the file cannot be written; no temporary file stays behind.
 */
export function writeAtomically(file: string, content: string | Uint8Array): void {
  try {
    const existing = statSync(file, {throwIfNoEntry: false})
    if (existing === undefined) replace(file, content)
    else if (existing.isFile()) replace(realpathSync(file), content, existing.mode)
    else writeFileSync(file, content)
  } catch (error) {
    throw new PechError(
      'OUTPUT_UNWRITABLE',
      `cannot write ${file}: ${systemReason(error)}`,
      'check that the folder exists and is yours',
    )
  }
}

function replace(file: string, content: string | Uint8Array, mode?: number): void {
  const temporary = `${file}.${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`
  try {
    writeFileSync(temporary, content, {flag: 'wx', flush: true})
    if (mode !== undefined) chmodSync(temporary, mode)
    renameSync(temporary, file)
  } finally {
    if (existsSync(temporary)) rmSync(temporary)
  }
}
