import type {Batch} from '../ledger/batch.ts'
import type {PackedCalls} from './packed-calls.ts'
import type {ReadOutcome} from './read-log.ts'
import type {ReadingJob} from './plan-reading.ts'
import type {MessagePort} from 'node:worker_threads'

/**
 * What the reading worker gets; what it is to do comes over the port, since it starts before that is known. The shared
 * integers: next group to read, messages sent, batches not yet posted, signs of life of the worker (one at its start and
 * one per file), write-ahead logs written back.
 */
export interface WorkerStart {
  readonly port: MessagePort
  readonly shared: SharedArrayBuffer
}

/** What is to be read, in this order, for which ledger on the disk; or one whose write-ahead log is to be copied into it. */
export type WorkerTask =
  | {readonly kind: 'read'; readonly groups: readonly (readonly ReadingJob[])[]; readonly ledger: string | null}
  | {readonly kind: 'write back'; readonly path: string}

export const NEXT_GROUP = 0
export const MESSAGES_SENT = 1
export const BATCHES_WAITING = 2
export const SIGNS_OF_LIFE = 3
export const WRITTEN_BACK = 4
export const SHARED_INTEGERS = 5

/** How many batches may wait to be posted before the worker pauses: bounds the memory. */
export const MOST_BATCHES_WAITING = 6

/** What the worker says. The batch's calls go beside it. */
export type WorkerMessage =
  | {
      readonly kind: 'batch'
      readonly batch: Batch
      readonly calls: PackedCalls
      readonly outcomes: readonly ReadOutcome[]
    }
  | {readonly kind: 'failed'; readonly message: string}
  | {readonly kind: 'done'}
