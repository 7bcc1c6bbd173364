import type {CallState, Evidence, Usage} from '../../core/log/copy.ts'
import {textHash} from '../../core/log/text-hash.ts'
import {evidenceName} from '../ledger/evidence-name.ts'
import {KINDS, type PackedCalls} from './packed-calls.ts'

/** Texts that one call after the other mostly has in common. */
const PATH = 0
const MODEL = 1
const SPEED = 2
const TIER = 3
const GEO = 4
const PROMPT = 5
const TOOL = 6
const KINDS_OF_TEXT = 7

/** So many numbers a call takes at most, beside those of its iterations, tools and blocks. */
const NUMBERS_PER_CALL = 40
const NUMBERS_PER_ITERATION = 20

/** Packs calls for `unpackCalls`. */
export function packCalls(calls: readonly CallState[]): PackedCalls {
  const packer = new Packer()
  const hashes = new Float64Array(calls.length)
  calls.forEach((call, place) => {
    packer.call(call)
    hashes[place] = textHash(call.identity)
  })
  const {texts, evidence} = packer
  return {count: calls.length, numbers: packer.numbers(), texts, evidence, names: evidence.map(evidenceName), hashes}
}

/** Where numbers are gathered, kept from one package to the next. */
let room = new Float64Array(32_768)

class Packer {
  readonly texts: string[] = []
  readonly evidence: Evidence[] = []
  #at = 0
  readonly #textAt = new Map<string, number>()
  readonly #evidenceAt = new Map<Evidence, number>()
  /** The text packed last, by kind, and its place. */
  readonly #lastText = new Array<string | null>(KINDS_OF_TEXT).fill(null)
  readonly #lastAt = new Array<number>(KINDS_OF_TEXT).fill(-1)

  numbers(): Float64Array<ArrayBuffer> {
    return room.slice(0, this.#at)
  }

  call({identity, atMs, best, home, tools, blocks}: CallState): void {
    const lists = best.iterations.length * NUMBERS_PER_ITERATION + tools.length * 3 + (blocks?.length ?? 0) * 2
    this.#makeRoom(NUMBERS_PER_CALL + lists)
    this.#ownText(identity)
    this.#number(atMs ?? NaN)
    this.#number(Number(best.sidechain))
    this.#number(Number(best.hasStop))
    this.#text(PATH, best.path)
    this.#number(best.offset)
    this.#text(MODEL, best.model)
    this.#usage(best.usage)
    this.#number(best.iterations.length)
    for (const {kind, model, usage} of best.iterations) {
      this.#number(KINDS.indexOf(kind))
      this.#text(MODEL, model)
      this.#usage(usage)
    }
    this.#ownText(best.requestId)
    this.#number(best.reportedUsd ?? NaN)
    this.#number(Number(home.forked))
    this.#number(home.atMs ?? NaN)
    this.#text(PATH, home.path)
    this.#number(home.offset)
    this.#shared(home.evidence)
    this.#text(PROMPT, home.prompt)
    this.#number(tools.length)
    for (const {useHash, name, position} of tools) {
      this.#number(useHash)
      this.#text(TOOL, name)
      this.#number(position)
    }
    this.#number(blocks === null ? -1 : blocks.length)
    for (const {hash, characters} of blocks ?? []) {
      this.#number(hash)
      this.#number(characters)
    }
  }

  #usage({tokens, webSearches, speed, serviceTier, geo}: Usage): void {
    this.#number(tokens.input)
    this.#number(tokens.output)
    this.#number(tokens.cacheRead)
    this.#number(tokens.cacheWrite5m)
    this.#number(tokens.cacheWrite1h)
    this.#number(webSearches)
    this.#text(SPEED, speed)
    this.#text(TIER, serviceTier)
    this.#text(GEO, geo)
  }

  #makeRoom(count: number): void {
    if (this.#at + count <= room.length) return
    const more = new Float64Array(2 * (this.#at + count))
    more.set(room)
    room = more
  }

  #number(value: number): void {
    room[this.#at++] = value
  }

  /** A text that no other call has. */
  #ownText(text: string | null): void {
    this.#number(text === null ? -1 : this.texts.push(text) - 1)
  }

  #text(kind: number, text: string | null): void {
    if (text !== this.#lastText[kind]) {
      this.#lastText[kind] = text
      this.#lastAt[kind] = this.#placeOf(text)
    }
    this.#number(this.#lastAt[kind]!)
  }

  #placeOf(text: string | null): number {
    if (text === null) return -1
    let at = this.#textAt.get(text)
    if (at === undefined) this.#textAt.set(text, (at = this.texts.push(text) - 1))
    return at
  }

  #shared(evidence: Evidence): void {
    let at = this.#evidenceAt.get(evidence)
    if (at === undefined) this.#evidenceAt.set(evidence, (at = this.evidence.push(evidence) - 1))
    this.#number(at)
  }
}
