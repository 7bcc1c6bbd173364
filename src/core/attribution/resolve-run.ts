import type {FactSource, Run, Spawn} from './facts.ts'

/** What a run inherits and is called. */
export interface ResolvedRun {
  /** The subagent's type, null when nothing names it. */
  readonly agent: string | null
  readonly skills: readonly string[]
  readonly prompt: string | null
}

const UNKNOWN_RUN: ResolvedRun = {agent: null, skills: [], prompt: null}

/**
 * The subagent's type, and the skills and prompt that it inherits from the call that started it, through any depth of
 * nesting.
 *
 * @param key - Run key.
 * @param facts - What is known of runs and of the calls that started them.
 * @param seen - Runs already on the way up; a circle (damaged logs) ends the inheritance.
 */
export function resolveRun(key: string, facts: FactSource, seen: ReadonlySet<string> = new Set()): ResolvedRun {
  const run = facts.run(key)
  if (run === null || seen.has(key)) return UNKNOWN_RUN
  const spawn = spawnOf(run, facts)
  const above =
    spawn === null || spawn.run === null ? UNKNOWN_RUN : resolveRun(spawn.run, facts, new Set([...seen, key]))
  return {
    agent: run.metaAgentType ?? spawn?.agentType ?? run.resultAgentType ?? (spawn === null ? null : 'general-purpose'),
    skills: spawn?.skills ?? above.skills,
    prompt: spawn?.prompt ?? above.prompt,
  }
}

/** The call that started a run: by the result that names it, by its description, or by the chain's first line. */
function spawnOf(run: Run, facts: FactSource): Spawn | null {
  const byResult = run.resultToolUseId === null ? null : facts.spawn(run.resultToolUseId)
  if (byResult !== null) return byResult
  const byMeta = run.metaToolUseId === null ? null : facts.spawn(run.metaToolUseId)
  if (byMeta !== null) return byMeta
  return run.chainPromptHash === null ? null : facts.spawnByPrompt(run.session, run.chainPromptHash)
}
