import type {CallKind, Evidence} from '../../core/log/copy.ts'
import type {EvidenceName} from '../ledger/evidence-name.ts'

/**
 * Calls as they cross threads: a structured clone of many small objects costs more than reading them from the log, so
 * their numbers go as one typed array, their texts by place in one list, and evidence, which many share, as it is. What the
 * posting thread would hash goes with its hash.
 */
export interface PackedCalls {
  readonly count: number
  readonly numbers: Float64Array<ArrayBuffer>
  readonly texts: readonly string[]
  readonly evidence: readonly Evidence[]
  /** Of each piece of evidence. */
  readonly names: readonly EvidenceName[]
  /** Of the calls' identities. */
  readonly hashes: Float64Array<ArrayBuffer>
}

/** Kinds of calls, by the number that stands for each. */
export const KINDS: readonly CallKind[] = ['message', 'compaction', 'advisor', 'fallback']
