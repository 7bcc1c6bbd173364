import type {CallKind, CallState, Evidence, Iteration, Usage} from '../../core/log/copy.ts'

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
    this.numbers.push(Number(best.sidechain), Number(best.hasStop), best.offset)
    this.#text(best.path)
    this.#text(best.model)
    this.#usage(best.usage)
    this.#ownText(best.requestId)
    this.#optional(best.reportedUsd)
    this.numbers.push(best.iterations.length)
    for (const {kind, model, usage} of best.iterations) {
      this.numbers.push(KINDS.indexOf(kind))
      this.#text(model)
      this.#usage(usage)
    }
    this.numbers.push(Number(home.forked), home.offset)
    this.#optional(home.atMs)
    this.#text(home.path)
    this.#text(home.prompt)
    this.#shared(home.evidence)
    this.numbers.push(tools.length)
    for (const {useHash, name, position} of tools) {
      this.numbers.push(useHash, position)
      this.#text(name)
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

/** Reads in the order in which {@link Packer} writes. */
class Unpacker {
  readonly #packed: PackedCalls
  #at = 0

  constructor(packed: PackedCalls) {
    this.#packed = packed
  }

  call(): CallState {
    return {
      identity: this.#text(),
      atMs: this.#optional(),
      best: {
        sidechain: this.#number() === 1,
        hasStop: this.#number() === 1,
        offset: this.#number(),
        path: this.#text(),
        model: this.#text(),
        usage: this.#usage(),
        requestId: this.#optionalText(),
        reportedUsd: this.#optional(),
        iterations: this.#list(this.#number(), () => this.#iteration()),
      },
      home: {
        forked: this.#number() === 1,
        offset: this.#number(),
        atMs: this.#optional(),
        path: this.#text(),
        prompt: this.#optionalText(),
        evidence: this.#packed.evidence[this.#number()]!,
      },
      tools: this.#list(this.#number(), () => ({
        useHash: this.#number(),
        position: this.#number(),
        name: this.#text(),
      })),
      blocks: this.#blocks(),
    }
  }

  #blocks(): CallState['blocks'] {
    const count = this.#number()
    return count < 0 ? null : this.#list(count, () => ({hash: this.#number(), characters: this.#number()}))
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

  #list<Item>(length: number, read: () => Item): Item[] {
    const list: Item[] = []
    for (let index = 0; index < length; index++) list.push(read())
    return list
  }

  #number(): number {
    return this.#packed.numbers[this.#at++]!
  }

  #optional(): number | null {
    const value = this.#number()
    return Number.isNaN(value) ? null : value
  }

  #text(): string {
    return this.#packed.texts[this.#number()]!
  }

  #optionalText(): string | null {
    const at = this.#number()
    return at < 0 ? null : this.#packed.texts[at]!
  }
}
