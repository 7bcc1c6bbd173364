import type {CallKind, Evidence, ToolUse, Usage} from '../log/copy.ts'
import {toolOrigin} from '../log/tool-name.ts'
import type {ArmFinder} from './arm.ts'
import type {Attribution} from './attribution.ts'
import type {Declared, FactSource} from './facts.ts'
import {resolveRun, type ResolvedRun} from './resolve-run.ts'

/** What is configured about attribution. */
export interface AttributionRules {
  readonly arm: ArmFinder
  /** Role of an agent type, when a rule of the configuration says so. */
  readonly role: (agent: string) => string | null
  /** Model family, for `tier`. */
  readonly family: (model: string) => string | null
}

/** The facts of one call that decide whom it belongs to. */
export interface CallToAttribute {
  readonly evidence: Evidence
  readonly kind: CallKind
  readonly model: string
  readonly usage: Pick<Usage, 'speed' | 'serviceTier' | 'geo'>
  readonly atMs: number | null
  readonly tools: readonly ToolUse[]
}

const MAIN_THREAD: ResolvedRun = {agent: 'main', skills: [], prompt: null}

/**
 * Whom a call belongs to: what the line says itself, else what its place and the calls before it imply; what the
 * session declared beats both.
 *
 * @param call - The call's own facts.
 * @param facts - Runs, spawning calls, declarations and locations.
 * @param rules - Arms, roles and model families.
 */
export function attributeCall(call: CallToAttribute, facts: FactSource, rules: AttributionRules): Attribution {
  const {evidence} = call
  const declared = declaredOf(call, facts)
  const run = runOf(evidence, facts)
  const agent = evidence.compaction ? 'main' : (evidence.nativeAgent ?? run.agent ?? 'subagent')
  const skills = skillsOf(evidence, run, declared)
  const plugin = declared?.plugin ?? pluginOf(evidence, skills, agent, call.tools)
  const location = evidence.cwd === null ? null : facts.location(evidence.cwd)
  return {
    arm: rules.arm(evidence.cwd, location),
    project: location?.project ?? null,
    branch: evidence.branch,
    session: evidence.session,
    model: call.model,
    tier: rules.family(call.model),
    agent,
    role: declared?.agentTier ?? rules.role(agent),
    plugin,
    subPlugin: declared?.subPlugin ?? null,
    kind: evidence.compaction && call.kind === 'message' ? 'compaction' : call.kind,
    serviceTier: call.usage.serviceTier,
    speed: call.usage.speed,
    geo: call.usage.geo,
    entrypoint: evidence.entrypoint,
    version: evidence.version,
    peer: evidence.peer,
    skills,
    orphan: evidence.sidechain && agent === 'subagent' && skills.length === 0 && plugin === null,
  }
}

/** What the call's session had declared at the time of the call. */
export function declaredOf(call: Pick<CallToAttribute, 'evidence' | 'atMs'>, facts: FactSource): Declared | null {
  if (call.evidence.session === null || call.atMs === null) return null
  return facts.declared(call.evidence.session, call.atMs)
}

/** The prompt that a call serves, if its own line does not say. */
export function inheritedPrompt(evidence: Evidence, facts: FactSource): string | null {
  return evidence.run === null ? null : resolveRun(evidence.run, facts).prompt
}

function runOf(evidence: Evidence, facts: FactSource): ResolvedRun {
  if (!evidence.sidechain) return MAIN_THREAD
  return evidence.run === null ? {...MAIN_THREAD, agent: null} : resolveRun(evidence.run, facts)
}

function skillsOf(evidence: Evidence, run: ResolvedRun, declared: Declared | null): readonly string[] {
  if (declared?.skill !== undefined) return [declared.skill]
  if (evidence.nativeSkill !== null) return [evidence.nativeSkill]
  return evidence.skills ?? run.skills
}

/** The part before the colon of skill, then agent; else that in an MCP tool's name. */
function pluginOf(
  evidence: Evidence,
  skills: readonly string[],
  agent: string,
  tools: readonly ToolUse[],
): string | null {
  if (evidence.nativePlugin !== null) return evidence.nativePlugin
  for (const name of [...skills, agent]) {
    const colon = name.indexOf(':')
    if (colon > 0) return name.slice(0, colon)
  }
  for (const {name} of tools) {
    const {plugin} = toolOrigin(name)
    if (plugin !== null) return plugin
  }
  return null
}
