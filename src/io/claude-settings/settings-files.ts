import {chmodSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {PechError} from '../../core/problem.ts'
import {makeFolder} from '../make-folder.ts'
import {systemReason} from '../system-reason.ts'
import {writeAtomically} from '../write-atomically.ts'

/** Files of settings: read as text that can be written back byte by byte, written as a whole or not at all. */
export const settingsFiles = {read, replace, keep, join} as const

/** No file of settings is larger, bytes. */
const MOST_BYTES = 8 * 1024 * 1024

function read(path: string): string | null {
  let bytes: Buffer
  try {
    const status = statSync(path, {throwIfNoEntry: false})
    if (status === undefined) return null
    if (!status.isFile() || status.size > MOST_BYTES) throw refused(path, 'it is no file of settings')
    bytes = readFileSync(path)
  } catch (error) {
    if (error instanceof PechError) throw error
    throw refused(path, systemReason(error))
  }
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    throw refused(path, 'it is not UTF-8')
  }
}

function replace(path: string, before: string | null, after: string | null): void {
  if (read(path) !== before) {
    throw new PechError('SETTINGS_CHANGED', `${path} was changed by somebody else meanwhile`, 'run pech init again')
  }
  if (after === null) return rmSync(path, {force: true})
  makeFolder(dirname(path), 0o777)
  writeAtomically(path, after)
}

/** Settings may hold secrets: only the user can read what is kept of them. */
function keep(path: string, content: string): void {
  writeFileSync(path, content, {mode: 0o600})
  chmodSync(path, 0o600)
}

function refused(path: string, reason: string): PechError {
  return new PechError('SETTINGS_UNREADABLE', `cannot read ${path}: ${reason}`, 'nothing was changed')
}
