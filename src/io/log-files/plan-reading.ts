import {closeSync, existsSync, openSync} from 'node:fs'
import {basename, dirname} from 'node:path'
import {logPlace} from '../../core/log/log-place.ts'
import type {LogFile} from './discover.ts'
import {fingerprint} from './fingerprint.ts'
import type {KnownSource} from './read-log.ts'

/** A file to be read, and how it had been read. */
export interface ReadingJob {
  readonly file: LogFile
  readonly known: KnownSource | null
}

/** What tells at a glance whether a file has changed since it was read. */
export interface SourceStamp {
  readonly path: string
  readonly size: number
  readonly modifiedMs: number
  readonly inode: number
  readonly vanished: boolean
}

/** What is known of the files that were read. */
export interface KnownSources {
  readonly stamps: ReadonlyMap<string, SourceStamp>
  /** How a file had been read; asked for the few that have changed. */
  readonly source: (path: string) => KnownSource | null
}

/** What is to be done about the files that were found. */
export interface ReadingPlan {
  /** Files of one session stand together, so that facts meet the calls they decide; largest group first. */
  readonly groups: ReadingJob[][]
  readonly unchanged: number
  readonly vanished: string[]
  /** Bytes to read. */
  readonly bytes: number
}

/**
 * Compares the files that are there with what is known of them.
 *
 * @param files - All files found.
 * @param known - How files had been read.
 * @param full - Read everything again.
 */
export function planReading(files: readonly LogFile[], known: KnownSources, full: boolean): ReadingPlan {
  const changed = full ? files : files.filter((file) => !isUnchanged(file, known.stamps.get(file.path)))
  const gone = goneSince(files, changed, known)
  const goneSources = sources(gone, known)
  const renamed = new Set<string>()
  const groups = new Map<string, ReadingJob[]>()
  let bytes = 0
  for (const file of changed) {
    let source = known.stamps.has(file.path) ? known.source(file.path) : null
    if (source === null && file.kind === 'transcript' && gone.length > 0) {
      source = renamedSource(
        file,
        goneSources.filter(({path}) => !renamed.has(path)),
      )
      if (source !== null) renamed.add(source.path)
    }
    const job = {file, known: full && source !== null ? {...source, offset: 0, head: 0, tail: 0, size: -1} : source}
    bytes += file.size - Math.min(job.known?.offset ?? 0, file.size)
    const name = groupOf(file.path)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [job])
    else group.push(job)
  }
  const vanished = gone.filter((source) => !source.vanished && !renamed.has(source.path)).map(({path}) => path)
  return {groups: largestFirst([...groups.values()]), unchanged: files.length - changed.length, vanished, bytes}
}

/** Files that were read and are not there any more. */
function goneSince(files: readonly LogFile[], changed: readonly LogFile[], {stamps}: KnownSources): SourceStamp[] {
  let expected = 0
  for (const {vanished} of stamps.values()) if (!vanished) expected++
  // an unchanged file has not vanished before
  if (changed.length === 0 && files.length === expected) return []
  const present = new Set(files.map(({path}) => path))
  return [...stamps.values()].filter(({path}) => !present.has(path) && !existsSync(path))
}

function sources(stamps: readonly SourceStamp[], known: KnownSources): KnownSource[] {
  return stamps.map(({path}) => known.source(path)).filter((source) => source !== null)
}

function isUnchanged({size, modifiedMs, inode}: LogFile, stamp: SourceStamp | undefined): boolean {
  if (stamp === undefined || stamp.vanished) return false
  return size === stamp.size && modifiedMs === stamp.modifiedMs && inode === stamp.inode
}

/** A vanished file that this one is now called: same inode, name or folder, and the same bytes as far as it was read. */
function renamedSource<Source extends KnownSource>(file: LogFile, gone: readonly Source[]): Source | null {
  const candidates = gone.filter(
    (source) =>
      source.offset > 0 &&
      source.offset <= file.size &&
      (source.inode === file.inode ||
        basename(source.path) === basename(file.path) ||
        dirname(source.path) === dirname(file.path)),
  )
  if (candidates.length === 0) return null
  let handle: number
  try {
    handle = openSync(file.path, 'r')
  } catch {
    return null // reading it will say why
  }
  try {
    return (
      candidates.find((source) => {
        const print = fingerprint(handle, source.offset)
        return print.head === source.head && print.tail === source.tail
      }) ?? null
    )
  } finally {
    closeSync(handle)
  }
}

/** A session's main transcript and all that lies below its folder. */
function groupOf(path: string): string {
  const subagents = path.search(/[/\\]subagents[/\\]/)
  if (subagents >= 0) return path.slice(0, subagents)
  return logPlace(path).agentId === null ? path.replace(/\.jsonl$/, '') : dirname(path)
}

function largestFirst(groups: ReadingJob[][]): ReadingJob[][] {
  const size = (group: ReadingJob[]) => group.reduce((sum, {file}) => sum + file.size, 0)
  return groups
    .map((group) => ({group, size: size(group)}))
    .sort((a, b) => b.size - a.size)
    .map(({group}) => group)
}
