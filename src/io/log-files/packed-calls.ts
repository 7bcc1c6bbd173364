import type {CallKind, CallState, Evidence, Iteration, ToolUse, Usage, VisibleBlock} from '../../core/log/copy.ts'

/**
 * Calls as they cross threads: a structured clone of many small objects costs more than reading them from the log, so
 * their numbers go as one typed array, their texts by place in one list, and evidence, which many share, as it is.
 */
export interface PackedCalls {
  readonly count: number
  readonly numbers: Float64Array<ArrayBuffer>
  readonly texts: readonly string[]
  readonly evidence: readonly Evidence[]
}

const KINDS: readonly CallKind[] = ['message', 'compaction', 'advisor', 'fallback']

/** Packs calls for {@link unpackCalls}. */
export function packCalls(calls: readonly CallState[]): PackedCalls {
  const packer = new Packer()
  for (const call of calls) packer.call(call)
  const {numbers, texts, evidence} = packer
  return {count: calls.length, numbers: Float64Array.from(numbers), texts, evidence}
}

/** The calls in a package. */
export function unpackCalls(packed: PackedCalls): CallState[] {
  const unpacker = new Unpacker(packed)
  return Array.from({length: packed.count}, () => unpacker.call())
}

class Packer {
  readonly numbers: number[] = []
  readonly texts: string[] = []
  readonly evidence: Evidence[] = []
  readonly #textAt = new Map<string, number>()
  readonly #evidenceAt = new Map<Evidence, number>()

  call({identity, atMs, best, home, tools, blocks}: CallState): void {
    this.#ownText(identity)
    this.#optional(atMs)
    this.numbers.push(Number(best.sidechain), Number(best.hasStop))
    this.#text(best.path)
    this.numbers.push(best.offset)
    this.#text(best.model)
    this.#usage(best.usage)
    this.numbers.push(best.iterations.length)
    for (const {kind, model, usage} of best.iterations) {
      this.numbers.push(KINDS.indexOf(kind))
      this.#text(model)
      this.#usage(usage)
    }
    this.#ownText(best.requestId)
    this.#optional(best.reportedUsd)
    this.numbers.push(Number(home.forked))
    this.#optional(home.atMs)
    this.#text(home.path)
    this.numbers.push(home.offset)
    this.#shared(home.evidence)
    this.#text(home.prompt)
    this.numbers.push(tools.length)
    for (const {useHash, name, position} of tools) {
      this.numbers.push(useHash)
      this.#text(name)
      this.numbers.push(position)
    }
    this.numbers.push(blocks === null ? -1 : blocks.length)
    for (const {hash, characters} of blocks ?? []) this.numbers.push(hash, characters)
  }

  #usage({tokens, webSearches, speed, serviceTier, geo}: Usage): void {
    const {input, output, cacheRead, cacheWrite5m, cacheWrite1h} = tokens
    this.numbers.push(input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches)
    this.#text(speed)
    this.#text(serviceTier)
    this.#text(geo)
  }

  #optional(value: number | null): void {
    this.numbers.push(value ?? NaN)
  }

  /** A text that no other call has. */
  #ownText(text: string | null): void {
    this.numbers.push(text === null ? -1 : this.texts.push(text) - 1)
  }

  #text(text: string | null): void {
    if (text === null) {
      this.numbers.push(-1)
      return
    }
    let at = this.#textAt.get(text)
    if (at === undefined) this.#textAt.set(text, (at = this.texts.push(text) - 1))
    this.numbers.push(at)
  }

  #shared(evidence: Evidence): void {
    let at = this.#evidenceAt.get(evidence)
    if (at === undefined) this.#evidenceAt.set(evidence, (at = this.evidence.push(evidence) - 1))
    this.numbers.push(at)
  }
}

/**
 * Reads in the order in which {@link Packer} writes, which is the order in which a line's reader makes the fields: so all
 * calls have one shape, and what works with them is compiled once.
 */
class Unpacker {
  readonly #numbers: Float64Array
  readonly #texts: readonly string[]
  readonly #evidence: readonly Evidence[]
  #at = 0

  constructor({numbers, texts, evidence}: PackedCalls) {
    this.#numbers = numbers
    this.#texts = texts
    this.#evidence = evidence.map(shaped)
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
