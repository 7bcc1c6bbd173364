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

interface Walk {
  readonly problems: Problem[]
  readonly found: LogFile[]
  readonly onFile: (bytes: number) => void
}

/**
 * Lists transcripts (`*.jsonl`) and subagent descriptions (`agent-*.meta.json`) below the given places, at any depth.
 * A symbolic link that leaves the place is not followed, and one that stays inside leads to what is read anyway.
 *
 * @param places - Folders (`<root>/projects`, or any other) and single files; what is not there holds nothing.
 * @param onFile - Told the size of each file as it is found.
 */
export function discoverLogs(places: readonly string[], onFile: (bytes: number) => void = () => {}): Discovery {
  const found: LogFile[] = []
  const problems: Problem[] = []
  const walk: Walk = {found, problems, onFile}
  for (const place of places) {
    const start = startOf(place)
    if (start === null) continue
    if (start.isFile) addFile(start.path, kindOf(start.path) ?? 'transcript', walk)
    else walkFolder(start.path, start.path, walk)
  }
  // a folder's files come in order: there is something to sort, and to leave out, only with several places
  if (places.length < 2) return {files: found, problems}
  found.sort((a, b) => (a.path < b.path ? -1 : a.path === b.path ? 0 : 1))
  return {files: found.filter(({path}, index) => path !== found[index - 1]?.path), problems}
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

function walkFolder(folder: string, root: string, walk: Walk): void {
  const {problems} = walk
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, {withFileTypes: true})
  } catch (error) {
    problems.push({code: 'FILE_UNREADABLE', file: folder, facts: {reason: reasonOf(error)}})
    return
  }
  if (entries.length > 1) entries.sort(byPath)
  for (const entry of entries) {
    const path = folder + sep + entry.name
    const kind = kindOf(entry.name)
    if (entry.isDirectory()) {
      if (kind === 'transcript') problems.push({code: 'FILE_NOT_REGULAR', file: path, facts: {kind: 'a folder'}})
      walkFolder(path, root, walk)
    } else if (kind !== null) {
      if (entry.isSymbolicLink()) checkLink(path, root, problems)
      else if (entry.isFile()) addFile(path, kind, walk)
      else problems.push({code: 'FILE_NOT_REGULAR', file: path, facts: {kind: 'a pipe, socket or device'}})
    } else if (entry.isSymbolicLink()) checkLink(path, root, problems)
  }
}

/** The order of the paths below a folder. */
function byPath(a: Dirent, b: Dirent): number {
  const [left, right] = [a, b].map((entry) => (entry.isDirectory() ? entry.name + sep : entry.name))
  return left! < right! ? -1 : 1
}

function kindOf(name: string): LogFile['kind'] | null {
  if (name.endsWith('.jsonl')) return 'transcript'
  return name.endsWith('.meta.json') && /(^|[/\\])agent-[^/\\]*$/.test(name) ? 'meta' : null
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

function addFile(path: string, kind: LogFile['kind'], {found, problems, onFile}: Walk): void {
  try {
    const stat = lstatSync(path, UNLESS_GONE)
    if (stat === undefined) return
    const {size, mtimeMs: modifiedMs} = stat
    found.push({path, kind, size, modifiedMs, device: storable(stat.dev), inode: storable(stat.ino)})
    onFile(size)
  } catch (error) {
    problems.push({code: 'FILE_UNREADABLE', file: path, facts: {reason: reasonOf(error)}})
  }
}

const UNLESS_GONE = {throwIfNoEntry: false} as const

/** A number that tells files apart, as the ledger's integers hold it: on some file systems it passes 2^53. */
export function storable(number: number): number {
  return number < 2 ** 53 ? number : number % 2 ** 53
}

/** The system's error code, or the message. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return String(error)
}
