import type {ToolUse, VisibleBlock} from './copy.ts'
import type {JsonObject} from './json-value.ts'
import type {UsageOutcome} from './usage.ts'

/** What the line of a response says about whom it belongs to. Lines that say the same may share one object. */
export interface Envelope {
  readonly isSidechain: boolean
  readonly prompt: string | null
  readonly session: string | null
  readonly cwd: string | null
  readonly branch: string | null
  readonly version: string | null
  readonly entrypoint: string | null
  readonly agentId: string | null
  readonly nativeAgent: string | null
  readonly nativeSkill: string | null
  readonly nativePlugin: string | null
}

/** What the blocks of a response say. */
export interface ResponseContent {
  readonly tools: ToolUse[]
  /** Distinct visible blocks; null when the line has a stop reason. */
  readonly blocks: VisibleBlock[] | null
  /** The `tool_use` blocks that may start a skill or a subagent. */
  readonly starters: readonly JsonObject[]
}

/** The line of a response, read but not yet taken: nothing in it depends on other lines. */
export interface Response {
  /** What links the line to others of an inline sidechain. */
  readonly link: JsonObject
  readonly envelope: Envelope
  /** null: the line is no call. */
  readonly usage: UsageOutcome | null
  readonly model: string
  readonly messageId: string | null
  readonly requestId: string | null
  readonly uuid: string | null
  /** Milliseconds since 1970. */
  readonly atMs: number | null
  readonly forked: boolean
  readonly hasStop: boolean
  /** US dollars. */
  readonly reportedUsd: number | null
  readonly content: ResponseContent
}
