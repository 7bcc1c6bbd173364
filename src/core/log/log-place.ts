import {nonEmptyString} from './json-value.ts'

/** What a transcript's path says about the lines in it. */
export interface LogPlace {
  readonly path: string
  /** The path under which the file was first seen: it names lines without any id. */
  readonly firstPath: string
  /** A subagent's own file: every line in it is a sidechain. */
  readonly sidechain: boolean
  /** The side file of a compaction request. */
  readonly compaction: boolean
  /** The id in `agent-<id>.jsonl`, else null. */
  readonly agentId: string | null
  /** The session that the path names, for lines that name none. */
  readonly session: string | null
}

/**
 * @param path - Path of a transcript, with `/` or `\` between the parts.
 * @param firstPath - The path under which it was first seen, if it was renamed since.
 */
export function logPlace(path: string, firstPath: string = path): LogPlace {
  // plain text functions: a hook would spend longer on compiling a regular expression than on all the rest
  const parts = path.replaceAll('\\', '/').split('/')
  const last = parts.at(-1)!
  const name = last.endsWith('.jsonl') ? last.slice(0, -'.jsonl'.length) : last
  const subagents = parts.lastIndexOf('subagents', -2)
  const agentId = name.startsWith('agent-') ? name.slice('agent-'.length) : null
  const inSession = subagents > 0 ? nonEmptyString(parts[subagents - 1]) : null
  return {
    path,
    firstPath,
    sidechain: agentId !== null || subagents >= 0,
    compaction: agentId !== null && agentId.startsWith('acompact-'),
    agentId,
    session: inSession ?? (agentId === null ? nonEmptyString(name) : null),
  }
}
