import type {Tokens} from '../tokens.ts'

/** What a call is: the response itself, or one of its billed iterations. */
export type CallKind = 'message' | 'compaction' | 'advisor' | 'fallback'

/** The billed numbers of one request, as one line states them. */
export interface Usage {
  readonly tokens: Tokens
  readonly webSearches: number
  readonly speed: string | null
  readonly serviceTier: string | null
  readonly geo: string | null
}

/** A billed request inside a response that its top-level numbers leave out. */
export interface Iteration {
  readonly kind: Exclude<CallKind, 'message'>
  readonly model: string
  readonly usage: Usage
}

/** One use of a tool. `position` orders the uses of one call, whatever copy they were read from. */
export interface ToolUse {
  /** Hash of the use's id: copies of one use are one. */
  readonly useHash: number
  readonly name: string
  readonly position: number
}

/** A visible block of a response: its content's hash, and its length in UTF-16 units. */
export interface VisibleBlock {
  readonly hash: number
  readonly characters: number
}

/** The numbers of the one line that stands for the call; never mixed from several lines. */
export interface BestCopy {
  readonly sidechain: boolean
  readonly hasStop: boolean
  readonly path: string
  readonly offset: number
  readonly model: string
  readonly usage: Usage
  readonly iterations: readonly Iteration[]
  readonly requestId: string | null
  /** `costUSD` of old logs, US dollars, kept for reconciliation only. */
  readonly reportedUsd: number | null
}

/**
 * What a line and its place say about whom a call belongs to. `skills` null means: whatever the call that started
 * this run was doing. `run` names the subagent's run, null on the main thread.
 */
export interface Evidence {
  readonly session: string | null
  readonly cwd: string | null
  readonly branch: string | null
  readonly version: string | null
  readonly entrypoint: string | null
  readonly sidechain: boolean
  readonly compaction: boolean
  readonly run: string | null
  readonly nativeAgent: string | null
  readonly nativeSkill: string | null
  readonly nativePlugin: string | null
  readonly skills: readonly string[] | null
  /** Name of the machine that an imported export came from; null for logs read here. */
  readonly peer: string | null
}

/** The copy that decides session and attribution. */
export interface HomeCopy {
  readonly forked: boolean
  readonly atMs: number | null
  readonly path: string
  readonly offset: number
  readonly evidence: Evidence
  /** Key of the prompt that the call serves; null: that of the call which started the run. */
  readonly prompt: string | null
}

/** All that is known of one API response, joined over its copies. */
export interface CallState {
  readonly identity: string
  /** Earliest timestamp among the copies, milliseconds since 1970. */
  atMs: number | null
  best: BestCopy
  home: HomeCopy
  /** Union over the copies, by use id. */
  tools: ToolUse[]
  /** Distinct visible blocks; null as soon as a copy has a stop reason (then nothing is missing). */
  blocks: VisibleBlock[] | null
}
