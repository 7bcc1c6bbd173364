import {BatchCollector, type Batch} from '../../src/io/ledger/batch.ts'
import type {Ledger} from '../../src/io/ledger/ledger.ts'
import {PostSeries} from '../../src/io/ledger/post-series.ts'
import {discoverLogs} from '../../src/io/log-files/discover.ts'
import {readLog} from '../../src/io/log-files/read-log.ts'

/** A collector that says now and then that it is full. */
class EarlyCollector extends BatchCollector {
  readonly #isFull: () => boolean

  constructor(isFull: () => boolean) {
    super()
    this.#isFull = isFull
  }

  override get size(): number {
    return this.#isFull() ? Infinity : super.size
  }
}

/**
 * Reads all files below a folder in an order of the caller's choice, posts after any line, and ends a transaction after any
 * post, of which much is expected or not.
 *
 * @param choose - Gives a number from 0 to below its argument.
 */
export function readPiecemeal(ledger: Ledger, folder: string, choose: (count: number) => number): void {
  const series = new PostSeries(ledger)
  if (choose(2) === 0) series.expectMuch()
  const post = (batch: Batch) => {
    series.post(batch)
    if (choose(3) === 0) series.end()
  }
  const waiting = discoverLogs([folder]).files
  const collector = new EarlyCollector(() => choose(3) === 0)
  while (waiting.length > 0) {
    const [file] = waiting.splice(choose(waiting.length), 1)
    if (file !== undefined) readLog(file, null, collector, post)
    if (choose(2) === 0) post(collector.take())
  }
  post(collector.take())
  series.end()
}
