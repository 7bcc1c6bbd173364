import {readSync} from 'node:fs'
import {textHash} from '../../core/log/text-hash.ts'

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
 */
export function fingerprint(file: number, offset: number): Fingerprint {
  const length = Math.min(PRINT_BYTES, offset)
  return {head: hashAt(file, 0, length), tail: hashAt(file, offset - length, length)}
}

function hashAt(file: number, position: number, length: number): number {
  const bytes = Buffer.alloc(length)
  const read = readSync(file, bytes, 0, length, position)
  return textHash(bytes.toString('latin1', 0, read))
}
