/** So many identities at most are remembered: a bound for the memory. */
const MOST_REMEMBERED = 500_000

/** Remembers which identities were posted, by hash, so that a new call need not be looked up in a ledger that was empty. */
export class KnownCalls {
  #hashes: Set<number> | null = new Set()

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
