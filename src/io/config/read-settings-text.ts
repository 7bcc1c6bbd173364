import {withoutByteOrderMark} from '../../core/settings/byte-order-mark.ts'
import {isUtf8} from 'node:buffer'
import {readFileSync, statSync} from 'node:fs'
import type {SettingsDocument} from '../../core/config/settings-document.ts'
import {refused} from './read-yaml.ts'

/** A file of settings is written by hand: 1 MiB is a mistake. */
const MOST_BYTES = 1024 * 1024

/** The text of a settings file, or why there is none. */
export type SettingsText =
  | {readonly kind: 'missing'}
  | {readonly kind: 'read'; readonly text: string}
  | {readonly kind: 'refused'; readonly document: SettingsDocument}

/** Reads the bytes of a settings file. Never throws, and never waits for what is no regular file. */
export function readSettingsText(path: string): SettingsText {
  try {
    const stat = statSync(path, {throwIfNoEntry: false})
    if (stat === undefined) return {kind: 'missing'}
    if (!stat.isFile())
      return {kind: 'refused', document: refused('FILE_UNREADABLE', {reason: 'it is no regular file'})}
    if (stat.size > MOST_BYTES) {
      return {kind: 'refused', document: refused('FILE_TOO_LARGE', {bytes: stat.size, limit: MOST_BYTES})}
    }
    const bytes = readFileSync(path)
    if (!isUtf8(bytes)) return {kind: 'refused', document: refused('FILE_NOT_UTF8', {})}
    return {kind: 'read', text: withoutByteOrderMark(bytes.toString('utf8'))}
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (code === 'ENOTDIR') return {kind: 'missing'}
    return {kind: 'refused', document: refused('FILE_UNREADABLE', {reason: code})}
  }
}
