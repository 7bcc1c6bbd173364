import {statSync} from 'node:fs'
import type {FileFacts} from '../../core/report/config-report.ts'

/** What stands at a path, links followed. Never throws. */
export function describeFile(path: string): FileFacts {
  try {
    const stat = statSync(path, {throwIfNoEntry: false})
    if (stat === undefined) return {kind: 'missing', bytes: null, mode: null}
    const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other'
    return {kind, bytes: kind === 'file' ? stat.size : null, mode: (stat.mode & 0o777).toString(8).padStart(3, '0')}
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOTDIR'
    return {kind: isGone ? 'missing' : 'other', bytes: null, mode: null}
  }
}
