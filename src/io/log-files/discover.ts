import {lstatSync, readdirSync, realpathSync, statSync, type Dirent} from 'node:fs'
import {sep} from 'node:path'
import type {Problem} from '../../core/problem.ts'

/** A file that may hold calls, or names a subagent's type. */
export interface LogFile {
  readonly path: string
  readonly kind: 'transcript' | 'meta'
  readonly size: number
  readonly modifiedMs: number
  readonly device: number
  readonly inode: number
}

/** What a walk found, sorted by path. */
export interface Discovery {
  readonly files: LogFile[]
  readonly problems: Problem[]
}

/**
 * Lists transcripts (`*.jsonl`) and subagent descriptions (`agent-*.meta.json`) below the given places, at any depth.
 * A symbolic link that leaves the place is not followed, and one that stays inside leads to what is read anyway.
 *
 * @param places - Folders (`<root>/projects`, or any other) and single files; what is not there holds nothing.
 */
export function discoverLogs(places: readonly string[]): Discovery {
  const found = new Map<string, LogFile>()
  const problems: Problem[] = []
  for (const place of places) {
    const start = startOf(place)
    if (start === null) continue
    if (start.isFile) addFile(start.path, found, problems)
    else walk(start.path, start.path, found, problems)
  }
  const files = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
  return {files, problems}
}

function startOf(place: string): {path: string; isFile: boolean} | null {
  try {
    const path = realpathSync(place)
    const stat = statSync(path)
    return stat.isDirectory() || stat.isFile() ? {path, isFile: stat.isFile()} : null
  } catch {
    return null // not there: nothing to read
  }
}

function walk(folder: string, root: string, found: Map<string, LogFile>, problems: Problem[]): void {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, {withFileTypes: true})
  } catch (error) {
    problems.push({code: 'FILE_UNREADABLE', file: folder, facts: {reason: reasonOf(error)}})
    return
  }
  for (const entry of entries) {
    const path = folder + sep + entry.name
    if (entry.isDirectory()) {
      if (entry.name.endsWith('.jsonl'))
        problems.push({code: 'FILE_NOT_REGULAR', file: path, facts: {kind: 'a folder'}})
      walk(path, root, found, problems)
    } else if (kindOf(entry.name) !== null) {
      if (entry.isSymbolicLink()) checkLink(path, root, problems)
      else if (entry.isFile()) addFile(path, found, problems)
      else problems.push({code: 'FILE_NOT_REGULAR', file: path, facts: {kind: 'a pipe, socket or device'}})
    } else if (entry.isSymbolicLink()) checkLink(path, root, problems)
  }
}

function kindOf(name: string): LogFile['kind'] | null {
  if (name.endsWith('.jsonl')) return 'transcript'
  return name.startsWith('agent-') && name.endsWith('.meta.json') ? 'meta' : null
}

function checkLink(path: string, root: string, problems: Problem[]): void {
  let target: string
  try {
    target = realpathSync(path)
  } catch {
    return // a link to nothing, or in a circle, leads to no log
  }
  if (target !== root && !target.startsWith(root + sep)) problems.push({code: 'FILE_SYMLINK_LEAVES_ROOT', file: path})
}

function addFile(path: string, found: Map<string, LogFile>, problems: Problem[]): void {
  try {
    const stat = lstatSync(path)
    const name = path.slice(path.lastIndexOf(sep) + 1)
    found.set(path, {
      path,
      kind: kindOf(name) ?? 'transcript',
      size: stat.size,
      modifiedMs: stat.mtimeMs,
      device: storable(stat.dev),
      inode: storable(stat.ino),
    })
  } catch (error) {
    if (reasonOf(error) !== 'ENOENT')
      problems.push({code: 'FILE_UNREADABLE', file: path, facts: {reason: reasonOf(error)}})
  }
}

/** A number that tells files apart, as the ledger's integers hold it: on some file systems it passes 2^53. */
export function storable(number: number): number {
  return number % 2 ** 53
}

/** The system's error code, or the message. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return String(error)
}
