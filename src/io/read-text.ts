import {readFileSync} from 'node:fs'
import {PechError} from '../core/problem.ts'
import {systemReason} from './system-reason.ts'

/**
 * The text of a file that a person named; `-` is standard input.
 *
 * @throws PechError when it cannot be read.
 */
export function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (error) {
    throw new PechError(
      'FILE_UNREADABLE',
      `cannot read ${path}: ${systemReason(error)}`,
      'check the path, and that you may read it',
    )
  }
}
