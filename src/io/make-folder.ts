import {existsSync, mkdirSync} from 'node:fs'
import {dirname} from 'node:path'

/**
 * Makes a folder and those above it, for their owner alone; one that is there stays as it is.
 *
 * Node's own `recursive` tries for ever in file systems that refuse new folders with ENOENT, such as /proc.
 *
 * @throws The system's error.
 */
export function makeFolder(path: string, mode = 0o700): void {
  if (existsSync(path)) return
  const above = dirname(path)
  if (above !== path) makeFolder(above, mode)
  try {
    mkdirSync(path, {mode})
  } catch (error) {
    // another process may have been quicker
    if (!existsSync(path)) throw error
  }
}
