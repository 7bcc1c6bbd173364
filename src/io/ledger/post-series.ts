import {performance} from 'node:perf_hooks'
import type {Batch} from './batch.ts'
import {LateIndexes} from './late-indexes.ts'
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
  readonly #lateIndexes: LateIndexes
  #begunMs: number | null = null
  #expectsMuch = false

  constructor(ledger: Ledger) {
    this.#ledger = ledger
    this.#lateIndexes = new LateIndexes(ledger.database)
  }

  /** Makes many posts cheaper: pages that are touched again and again stay in memory, and are copied from the log less often. */
  expectMuch(): void {
    this.#ledger.database.connection.exec('PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000')
    this.#expectsMuch = true
  }

  post(batch: Batch): PostOutcome {
    if (this.#begunMs === null && this.#ledger.database.begin()) {
      this.#begunMs = performance.now()
      if (this.#expectsMuch && this.#ledger.isNew()) this.#lateIndexes.leaveOut()
    }
    const outcome = this.#ledger.post(batch)
    if (this.#begunMs !== null && performance.now() - this.#begunMs >= LONGEST_MS) this.end()
    return outcome
  }

  /** Makes what was posted hold. */
  end(): void {
    if (this.#begunMs === null) return
    this.#lateIndexes.make()
    this.#begunMs = null
    this.#ledger.database.commit()
  }

  /** Takes back what was posted since the last transaction ended. */
  abandon(): void {
    if (this.#begunMs !== null) this.#ledger.database.rollback()
    this.#begunMs = null
    this.#lateIndexes.forget()
  }
}
