import type {Problem} from '../problem.ts'
import type {CallState} from './copy.ts'

/** A call of the Agent (earlier: Task) tool: the start of a subagent's run. */
export interface SpawnFact {
  readonly toolUseId: string
  readonly session: string | null
  readonly agentType: string | null
  /** Hash of `input.prompt`, which the first line of an inline sidechain repeats; null without a prompt. */
  readonly promptHash: number | null
  /** Skills of the call that spawned; null: those of `run`. */
  readonly skills: readonly string[] | null
  readonly prompt: string | null
  /** The run in which the spawning call stands; null on the main thread. */
  readonly run: string | null
  /** Sorts copies of the same fact; the smallest one holds. */
  readonly order: string
}

/** What one line or file says about a subagent's run; fields of several facts on one run complete each other. */
export interface RunFact {
  readonly run: string
  readonly session: string | null
  readonly agentId: string | null
  readonly metaAgentType?: string
  readonly metaToolUseId?: string
  readonly resultAgentType?: string
  readonly resultToolUseId?: string
  readonly chainPromptHash?: number
}

/** A prompt that the user typed, or the turn that the log names. */
export interface PromptFact {
  readonly key: string
  readonly session: string
  readonly atMs: number | null
}

/** The session's title as the log records it; the last custom one holds, else the last generated one. */
export interface TitleFact {
  readonly session: string
  readonly custom: boolean
  readonly title: string
  readonly path: string
  readonly offset: number
}

/** Claude Code's own running total of a session, as JSON text; the last one of a session holds. */
export interface CostStateFact {
  readonly session: string
  readonly path: string
  readonly offset: number
  readonly json: string
}

/** A point at which a session's context was compacted. */
export interface CompactionFact {
  readonly session: string
  readonly atMs: number
}

/** What reading log lines yields. */
export interface FactSink {
  call(state: CallState): void
  spawn(fact: SpawnFact): void
  run(fact: RunFact): void
  prompt(fact: PromptFact): void
  title(fact: TitleFact): void
  costState(fact: CostStateFact): void
  compaction(fact: CompactionFact): void
  problem(problem: Problem): void
}
