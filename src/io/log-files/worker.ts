import {parentPort, workerData} from 'node:worker_threads'
import {BatchCollector, type Batch} from '../ledger/batch.ts'
import {packCalls} from './pack-calls.ts'
import type {ReadingJob} from './plan-reading.ts'
import {readLog, type ReadOutcome} from './read-log.ts'
import {theScanner} from './scanner.ts'
import {
  BATCHES_WAITING,
  MESSAGES_SENT,
  MOST_BATCHES_WAITING,
  NEXT_GROUP,
  SIGNS_OF_LIFE,
  WRITTEN_BACK,
  type WorkerMessage,
  type WorkerStart,
  type WorkerTask,
} from './worker-protocol.ts'

/** Reads groups of files beside the main thread, taking the next one from a shared counter, and sends what it found. */
function read(groups: readonly (readonly ReadingJob[])[], {port, shared}: WorkerStart): void {
  const counters = new Int32Array(shared)
  Atomics.add(counters, SIGNS_OF_LIFE, 1)
  const send = (message: WorkerMessage) => {
    port.postMessage(
      message,
      message.kind === 'batch' ? [message.calls.numbers.buffer, message.calls.hashes.buffer] : [],
    )
    Atomics.add(counters, MESSAGES_SENT, 1)
    Atomics.notify(counters, MESSAGES_SENT)
  }
  const collector = new BatchCollector()
  let outcomes: ReadOutcome[] = []
  let isFirst = true // the main thread has nothing to do yet
  const flush = (batch: Batch) => {
    for (let waiting = Atomics.load(counters, BATCHES_WAITING); waiting >= MOST_BATCHES_WAITING;) {
      Atomics.wait(counters, BATCHES_WAITING, waiting, 1000)
      waiting = Atomics.load(counters, BATCHES_WAITING)
    }
    Atomics.add(counters, BATCHES_WAITING, 1)
    send({kind: 'batch', batch: {...batch, calls: []}, calls: packCalls(batch.calls), outcomes})
    outcomes = []
  }
  try {
    while (true) {
      const group = groups[Atomics.add(counters, NEXT_GROUP, 1)]
      if (group === undefined) break
      for (const {file, known} of group) {
        Atomics.add(counters, SIGNS_OF_LIFE, 1)
        const outcome = readLog(file, known, collector, flush) // which may send those before it
        outcomes.push(outcome)
      }
      if (collector.isWorthPosting || isFirst) flush(collector.take())
      isFirst = false
    }
    flush(collector.take())
    send({kind: 'done'})
  } catch (error) {
    send({kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error)})
  }
}

/** Copies a ledger's write-ahead log into it, as far as it holds. What goes wrong, closing the ledger meets again, and says. */
function copyLog(path: string, times: number): void {
  process.removeAllListeners('warning') // Node 22 calls its SQLite experimental
  try {
    const database = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path)
    try {
      database.exec('PRAGMA wal_checkpoint(PASSIVE);'.repeat(times))
    } finally {
      database.close()
    }
  } catch {
    // the thread must live on: closing waits for what it is asked next
  }
}

function writeBack(path: string, {shared}: WorkerStart): void {
  copyLog(path, 2) // what was written meanwhile is left over by the first, and all that it copied still to be synced
  const counters = new Int32Array(shared)
  Atomics.add(counters, WRITTEN_BACK, 1)
  Atomics.notify(counters, WRITTEN_BACK)
}

if (parentPort !== null) {
  const start: WorkerStart = workerData
  theScanner() // it is made while there is nothing to read yet
  start.port.on('message', (task: WorkerTask) => {
    if (task.kind === 'write back') return writeBack(task.path, start)
    read(task.groups, start)
    // while the last batches are posted
    if (task.ledger !== null) copyLog(task.ledger, 1)
  })
}
