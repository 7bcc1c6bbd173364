import {MessageChannel, Worker, type MessagePort} from 'node:worker_threads'
import {SHARED_INTEGERS, WRITTEN_BACK, type WorkerStart, type WorkerTask} from './worker-protocol.ts'
import type {ReadingJob} from './plan-reading.ts'

/** How long a write-ahead log may take to be written back; later the next one to close the ledger sees to it. */
const WRITE_BACK_MS = 10_000

/** A thread that reads logs. It starts before it is known what there is to read: that takes as long as listing the files. */
export class ReadingThread {
  /** The integers that both threads share, see `worker-protocol.ts`. */
  readonly counters: Int32Array
  /** Gives what was read. Close it in the end. */
  readonly port: MessagePort

  /** @param youngMegabytes - Largest young generation of the thread's heap. */
  constructor(youngMegabytes: number) {
    const shared = new SharedArrayBuffer(4 * SHARED_INTEGERS)
    const {port1, port2} = new MessageChannel()
    const workerData: WorkerStart = {port: port2, shared}
    const resourceLimits = {maxYoungGenerationSizeMb: youngMegabytes}
    const worker = new Worker(workerLocation(), {workerData, transferList: [port2], resourceLimits})
    worker.on('error', () => {}) // its messages, or its silence, say it; this event comes only after the work
    worker.unref()
    this.counters = new Int32Array(shared)
    this.port = port1
  }

  /** @param ledger - Path of the ledger that it is posted to; null when that is in memory. */
  read(groups: readonly (readonly ReadingJob[])[], ledger: string | null): void {
    this.#ask({kind: 'read', groups, ledger})
  }

  /** Has a ledger's write-ahead log copied into it, which closing it would take long for. @returns Waits for that. */
  writeBack(path: string): () => void {
    this.#ask({kind: 'write back', path})
    return () => void Atomics.wait(this.counters, WRITTEN_BACK, 0, WRITE_BACK_MS)
  }

  #ask(task: WorkerTask): void {
    this.port.postMessage(task, [])
  }
}

/** The worker beside this file: source when run from source, else the built one. */
function workerLocation(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.cjs', import.meta.url)
}
