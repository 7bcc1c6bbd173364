import type {CallState, Evidence, Iteration, ToolUse, Usage, VisibleBlock} from '../../core/log/copy.ts'
import {noteEvidenceName} from '../ledger/evidence-name.ts'
import {KINDS, type PackedCalls} from './packed-calls.ts'

/** The calls in a package. */
export function unpackCalls(packed: PackedCalls): CallState[] {
  const unpacker = new Unpacker(packed)
  return Array.from({length: packed.count}, () => unpacker.call())
}

/**
 * Reads in the order in which `packCalls` writes, which is the order in which a line's reader makes the fields: so all
 * calls have one shape, and what works with them is compiled once.
 */
class Unpacker {
  readonly #numbers: Float64Array
  readonly #texts: readonly string[]
  readonly #evidence: readonly Evidence[]
  #at = 0

  constructor({numbers, texts, evidence, names}: PackedCalls) {
    this.#numbers = numbers
    this.#texts = texts
    this.#evidence = evidence.map(shaped)
    this.#evidence.forEach((value, place) => noteEvidenceName(value, names[place]!))
  }

  call(): CallState {
    return {
      identity: this.#text(),
      atMs: this.#optional(),
      best: {
        sidechain: this.#number() === 1,
        hasStop: this.#number() === 1,
        path: this.#text(),
        offset: this.#number(),
        model: this.#text(),
        usage: this.#usage(),
        iterations: this.#iterations(),
        requestId: this.#optionalText(),
        reportedUsd: this.#optional(),
      },
      home: {
        forked: this.#number() === 1,
        atMs: this.#optional(),
        path: this.#text(),
        offset: this.#number(),
        evidence: this.#evidence[this.#number()]!,
        prompt: this.#optionalText(),
      },
      tools: this.#tools(),
      blocks: this.#blocks(),
    }
  }

  #iterations(): Iteration[] {
    const iterations: Iteration[] = []
    for (let left = this.#number(); left > 0; left--) iterations.push(this.#iteration())
    return iterations
  }

  #tools(): ToolUse[] {
    const tools: ToolUse[] = []
    for (let left = this.#number(); left > 0; left--) {
      tools.push({useHash: this.#number(), name: this.#text(), position: this.#number()})
    }
    return tools
  }

  #blocks(): CallState['blocks'] {
    const count = this.#number()
    if (count < 0) return null
    const blocks: VisibleBlock[] = []
    for (let left = count; left > 0; left--) blocks.push({hash: this.#number(), characters: this.#number()})
    return blocks
  }

  #iteration(): Iteration {
    const kind = KINDS[this.#number()]!
    if (kind === 'message') throw new RangeError('a message is no iteration')
    return {kind, model: this.#text(), usage: this.#usage()}
  }

  #usage(): Usage {
    return {
      tokens: {
        input: this.#number(),
        output: this.#number(),
        cacheRead: this.#number(),
        cacheWrite5m: this.#number(),
        cacheWrite1h: this.#number(),
      },
      webSearches: this.#number(),
      speed: this.#optionalText(),
      serviceTier: this.#optionalText(),
      geo: this.#optionalText(),
    }
  }

  #number(): number {
    return this.#numbers[this.#at++]!
  }

  #optional(): number | null {
    const value = this.#number()
    return Number.isNaN(value) ? null : value
  }

  #text(): string {
    return this.#texts[this.#number()]!
  }

  #optionalText(): string | null {
    const at = this.#number()
    return at < 0 ? null : this.#texts[at]!
  }
}

/** Evidence in the shape in which a line's reader makes it. */
function shaped(evidence: Evidence): Evidence {
  const {session, cwd, branch, version, entrypoint, sidechain, compaction, run} = evidence
  const {nativeAgent, nativeSkill, nativePlugin, skills, peer} = evidence
  return {
    session,
    cwd,
    branch,
    version,
    entrypoint,
    sidechain,
    compaction,
    run,
    nativeAgent,
    nativeSkill,
    nativePlugin,
    skills,
    peer,
  }
}
