import type {Declared, FactSource, Location, Run, Spawn} from '../../../src/core/attribution/facts.ts'

export interface Known {
  readonly runs?: Record<string, Partial<Run>>
  readonly spawns?: Record<string, Partial<Spawn>>
  /** By `session/hash`. */
  readonly byPrompt?: Record<string, string>
  readonly declared?: Record<string, Declared>
  readonly locations?: Record<string, Location>
}

const NO_RUN: Run = {
  session: null,
  agentId: null,
  metaAgentType: null,
  metaToolUseId: null,
  resultAgentType: null,
  resultToolUseId: null,
  chainPromptHash: null,
}
const NO_SPAWN: Spawn = {agentType: null, skills: null, prompt: null, run: null}

/** A fact source that knows what a test says. */
export function factsOf({runs = {}, spawns = {}, byPrompt = {}, declared = {}, locations = {}}: Known): FactSource {
  const spawn = (id: string | undefined) =>
    id === undefined || spawns[id] === undefined ? null : {...NO_SPAWN, ...spawns[id]}
  return {
    run: (key) => (runs[key] === undefined ? null : {...NO_RUN, ...runs[key]}),
    spawn,
    spawnByPrompt: (session, hash) => spawn(byPrompt[`${session}/${hash}`]),
    declared: (session, atMs) => {
      const one = declared[session]
      return one !== undefined && one.fromMs <= atMs ? one : null
    },
    location: (cwd) => locations[cwd] ?? {project: cwd, remote: null},
  }
}
