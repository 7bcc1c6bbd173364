import {performance} from 'node:perf_hooks'
import {receiveMessageOnPort, type MessagePort} from 'node:worker_threads'
import {PechError, type Problem} from '../../core/problem.ts'
import {BatchCollector, type Batch} from '../ledger/batch.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {PostSeries} from '../ledger/post-series.ts'
import {discoverLogs} from './discover.ts'
import {unpackCalls} from './unpack-calls.ts'
import {planReading, type ReadingPlan} from './plan-reading.ts'
import {readLog, type ReadOutcome} from './read-log.ts'
import {ReadingThread} from './reading-thread.ts'
import {
  capYoungGeneration,
  optimiseLate,
  optimiseLateOnceLearned,
  freeYoungGeneration,
  YOUNG_BYTES,
} from './v8-settings.ts'
import {
  BATCHES_WAITING,
  MESSAGES_SENT,
  NEXT_GROUP,
  SHARED_INTEGERS,
  SIGNS_OF_LIFE,
  type WorkerMessage,
} from './worker-protocol.ts'

/** From so many bytes on a thread for reading is worth its start, and memory worth some care. */
const MUCH_BYTES = 48 * 1024 * 1024

/** To look at so many files takes less than to compile well how it is done. */
const MANY_FILES = 1000

/** How long a worker may take to start, and how long it may read one file without a word. */
const WORKER_START_MS = 5000
const WORKER_SILENCE_MS = 300_000

/** What to ingest, and how. */
export interface IngestOptions {
  /** `<root>/projects` folders, other folders, or single files. */
  readonly places: readonly string[]
  /** Whether the places are all there are: then files that are gone are marked. */
  readonly everything: boolean
  /** Read every file from its beginning. */
  readonly full: boolean
  readonly onProgress?: (doneBytes: number, allBytes: number) => void
}

/** What an ingest did. */
export interface IngestOutcome {
  readonly files: {
    seen: number
    read: number
    unchanged: number
    truncated: number
    rewritten: number
    vanished: number
  }
  readonly bytes: number
  /** Responses added or improved, and copies that said nothing new. */
  readonly calls: {added: number; improved: number; duplicate: number}
  /** Files that could not be read or followed. Problems of lines are kept in the ledger. */
  readonly problems: readonly Problem[]
}

/**
 * Reads what the logs have gained and posts it to the ledger, batch by batch: after any interruption the next ingest goes
 * on where the last whole batch ended.
 */
export function ingestLogs(ledger: Ledger, options: IngestOptions): IngestOutcome {
  const stamps = ledger.sourceStamps()
  if (stamps.size >= MANY_FILES) optimiseLateOnceLearned()
  const threads: ReadingThread[] = []
  let foundBytes = 0
  const discovery = discoverLogs(options.places, (bytes) => {
    foundBytes += bytes
    // who knows no file reads them all: the thread starts while the others are being listed
    if (stamps.size === 0 && foundBytes >= MUCH_BYTES && threads.length === 0) threads.push(newThread())
  })
  const plan = planReading(discovery.files, {stamps, source: (path) => ledger.knownSource(path)}, options.full)
  if (plan.bytes >= MUCH_BYTES && plan.groups.length > 1 && threads.length === 0) threads.push(newThread())
  const [thread = null] = threads
  const ingest = new Ingest(ledger, plan, options, plan.groups.length > 1 ? thread : null)
  try {
    ingest.run()
  } finally {
    thread?.port.close()
  }
  if (options.everything) ledger.markVanished(plan.vanished)
  const {outcomes, calls, problems} = ingest
  const count = (outcome: ReadOutcome) => outcomes.filter((one) => one === outcome).length
  return {
    files: {
      seen: discovery.files.length,
      read: outcomes.length - count('unreadable'),
      unchanged: plan.unchanged,
      truncated: count('truncated'),
      rewritten: count('rewritten'),
      vanished: options.everything ? plan.vanished.length : 0,
    },
    bytes: ingest.bytes,
    calls,
    problems: [...discovery.problems, ...problems],
  }
}

class Ingest {
  readonly outcomes: ReadOutcome[] = []
  readonly calls = {added: 0, improved: 0, duplicate: 0}
  readonly problems: Problem[] = []
  bytes = 0
  #workerIsDone = false
  #isTuned = false
  #isCapped = false
  readonly #ledger: Ledger
  readonly #posts: PostSeries
  readonly #plan: ReadingPlan
  readonly #onProgress: IngestOptions['onProgress']
  readonly #thread: ReadingThread | null
  readonly #counters: Int32Array

  constructor(ledger: Ledger, plan: ReadingPlan, options: IngestOptions, thread: ReadingThread | null) {
    this.#ledger = ledger
    this.#posts = new PostSeries(ledger)
    this.#plan = plan
    this.#onProgress = options.onProgress
    this.#thread = thread
    this.#counters = thread?.counters ?? new Int32Array(new SharedArrayBuffer(4 * SHARED_INTEGERS))
  }

  run(): void {
    if (this.#plan.bytes >= MUCH_BYTES) this.#posts.expectMuch()
    try {
      this.#thread?.read(this.#plan.groups, this.#ledger.database.path)
      this.#read(this.#thread?.port ?? null)
    } catch (error) {
      this.#posts.abandon()
      throw error
    } finally {
      if (this.#plan.bytes >= MUCH_BYTES) freeYoungGeneration()
    }
  }

  /** With a worker this thread only posts: then each thread compiles what it runs, and nothing is compiled twice. */
  #read(port: MessagePort | null): void {
    if (port === null) this.#readHere()
    else this.#postFrom(port)
    this.#posts.end()
    if (this.#workerIsDone && this.#thread !== null) this.#ledger.database.writeBackBy(this.#thread)
  }

  #readHere(): void {
    const collector = new BatchCollector()
    const post = (batch: Batch) => this.#post(batch)
    for (let group = this.#nextGroup(); group !== undefined; group = this.#nextGroup()) {
      for (const {file, known} of group) this.outcomes.push(readLog(file, known, collector, post))
      if (collector.isWorthPosting) post(collector.take())
    }
    post(collector.take())
  }

  #nextGroup() {
    return this.#plan.groups[Atomics.add(this.#counters, NEXT_GROUP, 1)]
  }

  #post(batch: Batch): void {
    if (batch.sources.length + batch.calls.length + batch.runs.length + batch.problems.length === 0) return
    const outcome = this.#posts.post(batch)
    this.calls.added += outcome.added
    this.calls.improved += outcome.improved
    this.calls.duplicate += outcome.duplicate
    this.bytes += batch.bytes
    for (const problem of batch.problems) if (problem.offset === undefined) this.problems.push(problem)
    if (this.#plan.bytes >= MUCH_BYTES) {
      // by now the threads have loaded what they need
      if (!this.#isTuned) optimiseLate()
      this.#isTuned = true
      if (!this.#isCapped) this.#isCapped = capYoungGeneration()
    }
    this.#onProgress?.(this.bytes, this.#plan.bytes)
  }

  /** Posts what the worker has sent. */
  #drain(port: MessagePort): void {
    for (let received = receiveMessageOnPort(port); received !== undefined; received = receiveMessageOnPort(port)) {
      const message: WorkerMessage = received.message
      if (message.kind === 'done') this.#workerIsDone = true
      if (message.kind === 'failed') throw new Error(`the reading worker failed: ${message.message}`)
      if (message.kind !== 'batch') continue
      Atomics.sub(this.#counters, BATCHES_WAITING, 1)
      Atomics.notify(this.#counters, BATCHES_WAITING)
      this.outcomes.push(...message.outcomes)
      this.#post({...message.batch, calls: unpackCalls(message.calls), hashes: message.calls.hashes})
    }
  }

  /** Posts what the worker reads; reads itself when the worker never begins. */
  #postFrom(port: MessagePort): void {
    let seen = ''
    let seenMs = performance.now()
    while (true) {
      const sent = Atomics.load(this.#counters, MESSAGES_SENT)
      const life = Atomics.load(this.#counters, SIGNS_OF_LIFE)
      this.#drain(port)
      if (this.#workerIsDone) break
      if (seen !== `${sent} ${life}`) seenMs = performance.now()
      seen = `${sent} ${life}`
      const silentMs = performance.now() - seenMs
      if (life === 0 && silentMs > WORKER_START_MS) {
        this.#readHere()
        if (Atomics.load(this.#counters, SIGNS_OF_LIFE) === 0) break // nothing is left for it, should it begin yet
      }
      if (silentMs > WORKER_SILENCE_MS) throw workerStopped()
      Atomics.wait(this.#counters, MESSAGES_SENT, sent, 1000)
    }
  }
}

function newThread(): ReadingThread {
  return new ReadingThread(YOUNG_BYTES / 1024 / 1024)
}

function workerStopped(): PechError {
  return new PechError(
    'READER_STOPPED',
    'the thread that reads the logs has stopped; what was posted before is safe',
    'Run `pech ingest` again: it goes on where this one ended.',
  )
}
