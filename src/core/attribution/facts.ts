/** What `ENCHANTED_ATTRIBUTION` said in a session from a moment on; it beats what is inferred. */
export interface Declared {
  readonly fromMs: number
  readonly plugin?: string
  readonly subPlugin?: string
  readonly skill?: string
  readonly agentTier?: string
  readonly isBatch?: boolean
}

/** All facts on one subagent's run, from its files and from the transcript that started it. */
export interface Run {
  readonly session: string | null
  readonly agentId: string | null
  readonly metaAgentType: string | null
  readonly metaToolUseId: string | null
  readonly resultAgentType: string | null
  readonly resultToolUseId: string | null
  readonly chainPromptHash: number | null
}

/** The call that started a run, as far as attribution needs it. */
export interface Spawn {
  readonly agentType: string | null
  readonly skills: readonly string[] | null
  readonly prompt: string | null
  readonly run: string | null
}

/** Where a working directory belongs: found on disk when it was first seen, and kept. */
export interface Location {
  /** Git root (worktrees folded into their repository), or the directory itself. */
  readonly project: string
  /** Remote URL of the repository, without credentials; null when there is none. */
  readonly remote: string | null
}

/** Answers what attribution has to know beyond a single line. */
export interface FactSource {
  run(key: string): Run | null
  spawn(toolUseId: string): Spawn | null
  spawnByPrompt(session: string | null, promptHash: number): Spawn | null
  declared(session: string, atMs: number): Declared | null
  location(cwd: string): Location
}
