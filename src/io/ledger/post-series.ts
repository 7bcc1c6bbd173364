import {performance} from 'node:perf_hooks'
import type {Batch} from './batch.ts'
import type {Ledger} from './ledger.ts'
import type {PostOutcome} from './post-batch.ts'

/** A transaction is ended after this time, so that others who want to write need not wait long. */
const LONGEST_MS = 1000

/**
 * Posts many batches in few transactions: a page of an index that many batches touch is written once. After any
 * interruption what the last whole transaction posted holds, files' positions included.
 */
export class PostSeries {
  readonly #ledger: Ledger
  #begunMs: number | null = null

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  post(batch: Batch): PostOutcome {
    if (this.#begunMs === null && this.#ledger.database.begin()) this.#begunMs = performance.now()
    const outcome = this.#ledger.post(batch)
    if (this.#begunMs !== null && performance.now() - this.#begunMs >= LONGEST_MS) this.end()
    return outcome
  }

  /** Makes what was posted hold. */
  end(): void {
    if (this.#begunMs === null) return
    this.#begunMs = null
    this.#ledger.database.commit()
  }

  /** Takes back what was posted since the last transaction ended. */
  abandon(): void {
    if (this.#begunMs !== null) this.#ledger.database.rollback()
    this.#begunMs = null
  }
}
