import {readSync} from 'node:fs'
import {theScanner} from './scanner.ts'

/** How many bytes at the beginning, and before the stored offset, tell a file from another. */
const PRINT_BYTES = 1024

/** Hashes of a file's first bytes and of the last bytes before an offset: what has been read so far must not change. */
export interface Fingerprint {
  readonly head: number
  readonly tail: number
}

/**
 * @param file - An open file descriptor.
 * @param offset - Bytes read so far; the fingerprint covers none after it.
 * What the scanner's data held is gone then.
 */
export function fingerprint(file: number, offset: number): Fingerprint {
  const length = Math.min(PRINT_BYTES, offset)
  return {head: hashAt(file, 0, length), tail: hashAt(file, offset - length, length)}
}

function hashAt(file: number, position: number, length: number): number {
  const {data, hashBytes} = theScanner()
  return hashBytes(0, readSync(file, data, 0, length, position))
}
