import {readFileSync} from 'node:fs'
import {PechError} from '../core/problem.ts'

/**
 * The text of a file that a person named; `-` is standard input.
 *
 * @throws PechError when it cannot be read.
 */
export function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new PechError('FILE_UNREADABLE', `cannot read ${path}: ${reason}`, 'check the path, and that you may read it')
  }
}
