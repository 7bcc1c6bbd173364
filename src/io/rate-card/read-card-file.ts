import {withoutByteOrderMark} from '../../core/settings/byte-order-mark.ts'
import {readFileSync, statSync} from 'node:fs'
import {systemReason} from '../system-reason.ts'

/** The content of a rate card file, or why there is none. */
export type CardFile =
  | {readonly kind: 'read'; readonly json: unknown}
  | {readonly kind: 'missing'}
  | {readonly kind: 'unreadable'; readonly reason: string}

/** Reads a JSON file; a byte order mark is skipped. Never throws. */
export function readCardFile(path: string): CardFile {
  try {
    // few have one, and making an error takes longer than all the rest
    if (statSync(path, {throwIfNoEntry: false}) === undefined) return {kind: 'missing'}
    return {kind: 'read', json: JSON.parse(withoutByteOrderMark(readFileSync(path, 'utf8')))}
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return {kind: 'missing'}
    return {kind: 'unreadable', reason: error instanceof SyntaxError ? 'not JSON' : systemReason(error)}
  }
}
