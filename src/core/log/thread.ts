import {nonEmptyString, type JsonObject} from './json-value.ts'
import type {LogPlace} from './log-place.ts'
import {startThread, type ReaderContext, type ThreadContext} from './reader-context.ts'

/** The thread on which a line stands, and the inline chain that it belongs to, if any. */
export interface Thread {
  readonly context: ThreadContext
  /** uuid of the chain's first line; null on the main thread, in a subagent's own file and where nothing links the line. */
  readonly chain: string | null
}

/**
 * Finds the thread of a line and links inline sidechain lines (versions 1.0) to the first line of their chain.
 *
 * @param line - Any threaded line.
 * @param place - What the file's path says; a subagent's own file is one thread.
 * @param context - Chains are added in place.
 */
export function threadOf(line: JsonObject, place: LogPlace, context: ReaderContext): Thread {
  if (place.sidechain || line['isSidechain'] !== true) return {context: context.main, chain: null}
  const uuid = nonEmptyString(line['uuid'])
  const parent = nonEmptyString(line['parentUuid'])
  const chain = (parent === null ? undefined : context.chainOf.get(parent)) ?? uuid
  if (chain === null) return {context: startThread(true), chain: null}
  if (uuid !== null) context.chainOf.set(uuid, chain)
  let thread = context.chains.get(chain)
  if (thread === undefined) {
    thread = startThread(true)
    context.chains.set(chain, thread)
  }
  return {context: thread, chain}
}
