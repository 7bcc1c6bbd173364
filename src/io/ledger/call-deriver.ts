import {
  attributeCall,
  declaredOf,
  inheritedPrompt,
  type AttributionRules,
} from '../../core/attribution/attribute-call.ts'
import type {CallKind, CallState, Evidence, ToolUse, Usage} from '../../core/log/copy.ts'
import {missingOutputTokens} from '../../core/log/missing-output.ts'
import {toolOrigin} from '../../core/log/tool-name.ts'
import type {Pricer} from '../../core/rates/pricer.ts'
import type {CallRow} from './call-row.ts'
import type {FactStore} from './fact-store.ts'
import type {Interning} from './interning.ts'

/** What decides a call's price and whom it belongs to. */
export interface Derivation {
  readonly interning: Interning
  readonly facts: FactStore
  readonly pricer: Pricer
  readonly rules: AttributionRules
}

/** One billed request of a call: the response itself (part 0) or an iteration. */
export interface CallPart {
  /** Of the call's identity. */
  readonly hash: number
  readonly part: number
  readonly kind: CallKind
  readonly model: string
  readonly usage: Usage
}

type Profile = Pick<Usage, 'speed' | 'serviceTier' | 'geo'>

const NO_PROFILE: Profile = {speed: null, serviceTier: null, geo: null}

/** What the calls of one piece of evidence share. */
interface Shared {
  readonly id: number
  /** Ids of attributions, by what else decides them. */
  readonly attributions: Map<string, number>
  /** The one before, which mostly is the next one too. */
  last: {readonly kind: CallKind; readonly profile: number; readonly plugin: string; readonly id: number} | null
}

/**
 * Derives rows from calls and the facts behind them. What calls share is derived once, so an object is good for one
 * transaction, after its facts are posted.
 */
export class CallDeriver {
  readonly #by: Derivation
  readonly #shared = new Map<Evidence, Shared>()
  #source = {path: '', id: 0}
  #prompt = {session: '', key: '', id: 0}
  #profile = {model: '', usage: NO_PROFILE, id: 0}

  constructor(by: Derivation) {
    const arms = new Map<string, string>()
    const arm: AttributionRules['arm'] = (cwd, location) => {
      if (cwd === null) return by.rules.arm(null, location)
      let name = arms.get(cwd)
      if (name === undefined) arms.set(cwd, (name = by.rules.arm(cwd, location)))
      return name
    }
    this.#by = {...by, rules: {...by.rules, arm}}
  }

  rowOf(
    call: CallState,
    {hash, part, kind, model, usage}: CallPart,
    unread: Pick<CallRow, 'unread5m' | 'unread1h'>,
  ): CallRow {
    const {interning, facts, pricer} = this.#by
    const {best, home} = call
    const {atMs, tools} = call
    const {tokens, speed, serviceTier, geo} = usage
    const facet = {evidence: home.evidence, kind, model, usage, atMs, tools}
    const declared = declaredOf(facet, facts)
    const isBatch = declared?.isBatch === true
    const profile = this.#profileId(model, usage)
    const shared = this.#sharedBy(home.evidence)
    const attribution =
      declared === null
        ? this.#attribution(shared, facet, profile)
        : interning.attribution(attributeCall(facet, facts, this.#by.rules))
    return {
      hash,
      identity: call.identity,
      part,
      kind,
      atMs,
      attribution,
      rate: interning.rate(pricer.price({model, atMs, tokens, speed, serviceTier, geo, isBatch})),
      prompt: this.#promptOf(call),
      profile,
      evidence: shared.id,
      usage,
      missingOutput: part === 0 ? missingOutputTokens(call) : null,
      unread5m: unread.unread5m,
      unread1h: unread.unread1h,
      batch: isBatch,
      requestId: best.requestId,
      reportedUsd: part === 0 ? best.reportedUsd : null,
      bestSource: this.#sourceId(best.path),
      bestOffset: best.offset,
      bestSidechain: best.sidechain,
      bestStop: best.hasStop,
      homeSource: this.#sourceId(home.path),
      homeOffset: home.offset,
      homeForked: home.forked,
      homeAtMs: home.atMs,
      homePrompt: home.prompt,
      anyStop: call.blocks === null,
    }
  }

  /** The evidence that was met, by id. */
  evidence(): Map<number, Evidence> {
    return new Map(Array.from(this.#shared, ([evidence, {id}]) => [id, evidence]))
  }

  #sharedBy(evidence: Evidence): Shared {
    let shared = this.#shared.get(evidence)
    if (shared === undefined) {
      shared = {id: this.#by.interning.evidence(evidence), attributions: new Map(), last: null}
      this.#shared.set(evidence, shared)
    }
    return shared
  }

  /** Without a declaration, evidence, kind, profile and the plugin of the tools decide. */
  #attribution(shared: Shared, facet: Parameters<typeof attributeCall>[0], profile: number): number {
    const {kind} = facet
    const plugin = pluginOfTools(facet.tools)
    const {last} = shared
    if (last !== null && last.kind === kind && last.profile === profile && last.plugin === plugin) return last.id
    const key = `${kind} ${profile} ${plugin}`
    let id = shared.attributions.get(key)
    if (id === undefined) {
      id = this.#by.interning.attribution(attributeCall(facet, this.#by.facts, this.#by.rules))
      shared.attributions.set(key, id)
    }
    shared.last = {kind, profile, plugin, id}
    return id
  }

  // one file's calls come one after the other, and most have the same profile

  #sourceId(path: string): number {
    if (path !== this.#source.path) this.#source = {path, id: this.#by.interning.source(path)}
    return this.#source.id
  }

  #profileId(model: string, usage: Profile): number {
    const last = this.#profile
    const isSame =
      last.id > 0 &&
      last.model === model &&
      last.usage.speed === usage.speed &&
      last.usage.serviceTier === usage.serviceTier &&
      last.usage.geo === usage.geo
    if (!isSame) this.#profile = {model, usage, id: this.#by.interning.profile(model, usage)}
    return this.#profile.id
  }

  #promptOf(call: CallState): number | null {
    const {evidence, prompt} = call.home
    const key = prompt ?? inheritedPrompt(evidence, this.#by.facts)
    const {session} = evidence
    if (key === null || session === null) return null
    const last = this.#prompt
    if (key !== last.key || session !== last.session) {
      this.#prompt = {session, key, id: this.#by.interning.prompt(session, key)}
    }
    return this.#prompt.id
  }
}

function pluginOfTools(tools: readonly ToolUse[]): string {
  for (const {name} of tools) {
    if (!name.startsWith('mcp__')) continue
    const {plugin} = toolOrigin(name)
    if (plugin !== null) return plugin
  }
  return ''
}
