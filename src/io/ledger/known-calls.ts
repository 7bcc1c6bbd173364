/** So many rows at most are remembered: a bound for the memory. */
const MOST_REMEMBERED = 500_000

/** Slots at the start; a power of two. */
const FEWEST_SLOTS = 4096

const NONE: readonly number[] = []

/** Remembers the rows of the calls that were posted, by hash, so that a new one need not be looked up in a ledger that was empty. */
export class KnownCalls {
  /** Made with the first transaction, unless others have posted before. */
  #rows: RowsByHash | null | undefined

  /** Call at the start of a transaction. @param isComplete - Whether every stored call was posted through this object. */
  begin(isComplete: boolean): void {
    if (this.#rows === undefined && isComplete) this.#rows = new RowsByHash()
    else if (!isComplete || (this.#rows?.size ?? 0) > MOST_REMEMBERED) this.#rows = null
  }

  /** Ids of all rows of calls with this hash, those that are gone included; null: look for them. */
  rowsOf(hash: number): readonly number[] | null {
    return this.#rows?.of(hash) ?? null
  }

  add(hash: number, id: number): void {
    this.#rows?.add(hash, id)
  }
}

/** Numbers by whole numbers from 0 on, in two arrays: a `Map` makes an object of each that is larger than 2^31. */
class RowsByHash {
  size = 0
  /** Each one more than the hash; 0 is a free slot. */
  #slots = new Float64Array(FEWEST_SLOTS)
  /** The first row of the hash in the same slot. */
  #firsts = new Float64Array(FEWEST_SLOTS)
  /** All rows of the few hashes that have several. */
  readonly #several = new Map<number, number[]>()

  of(hash: number): readonly number[] {
    const slot = this.#slotOf(hash)
    if (this.#slots[slot] === 0) return NONE
    return this.#several.get(hash) ?? [this.#firsts[slot]!]
  }

  add(hash: number, id: number): void {
    const slot = this.#slotOf(hash)
    if (this.#slots[slot] !== 0) {
      // an id is given again when the row that had it is gone
      const known = this.of(hash)
      if (!known.includes(id)) this.#several.set(hash, [...known, id])
      return
    }
    this.#slots[slot] = hash + 1
    this.#firsts[slot] = id
    this.size++
    if (this.size * 2 > this.#slots.length) this.#grow()
  }

  /** Where it stands, or would stand. */
  #slotOf(hash: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = hash & mask
    while (slots[slot] !== 0 && slots[slot] !== hash + 1) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [hashes, firsts] = [this.#slots, this.#firsts]
    this.#slots = new Float64Array(hashes.length * 2)
    this.#firsts = new Float64Array(hashes.length * 2)
    for (let old = 0; old < hashes.length; old++) {
      if (hashes[old] === 0) continue
      const slot = this.#slotOf(hashes[old]! - 1)
      this.#slots[slot] = hashes[old]!
      this.#firsts[slot] = firsts[old]!
    }
  }
}
