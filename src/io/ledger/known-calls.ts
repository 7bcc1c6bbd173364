/** So many identities at most are remembered: a bound for the memory. */
const MOST_REMEMBERED = 500_000

/** Slots at the start; a power of two. */
const FEWEST_SLOTS = 4096

/** Remembers which identities were posted, by hash, so that a new call need not be looked up in a ledger that was empty. */
export class KnownCalls {
  #hashes: HashSet | null = new HashSet()

  /** @param isComplete - Whether every stored call was posted through this object. */
  begin(isComplete: boolean): void {
    if (!isComplete || (this.#hashes !== null && this.#hashes.size > MOST_REMEMBERED)) this.#hashes = null
  }

  /** Whether a call of this hash may be stored; false is certain. */
  mayHold(hash: number): boolean {
    return this.#hashes === null || this.#hashes.has(hash)
  }

  add(hash: number): void {
    this.#hashes?.add(hash)
  }
}

/** A set of whole numbers from 0 on in one array: a `Set` makes an object of each that is larger than 2^31. */
class HashSet {
  size = 0
  /** Each one more than the number; 0 is a free slot. */
  #slots = new Float64Array(FEWEST_SLOTS)

  has(hash: number): boolean {
    return this.#slots[this.#slotOf(hash)] !== 0
  }

  add(hash: number): void {
    const slot = this.#slotOf(hash)
    if (this.#slots[slot] !== 0) return
    this.#slots[slot] = hash + 1
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
    const numbers = this.#slots
    this.#slots = new Float64Array(numbers.length * 2)
    for (const number of numbers) if (number !== 0) this.#slots[this.#slotOf(number - 1)] = number
  }
}
