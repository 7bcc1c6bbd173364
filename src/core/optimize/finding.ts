import type {Picodollars} from '../money/picodollars.ts'

/** What could be done to spend less. */
export type FindingKind =
  | 'unread_cache_writes'
  | 'shorter_cache_lifetime'
  | 'longer_cache_lifetime'
  | 'long_pauses'
  | 'model_switches'
  | 'changed_prefixes'
  | 'long_contexts'
  | 'cheaper_subagent'
  | 'large_tool_results'
  | 'batchable'

/** A finding before it is ranked: what could have been saved in the period, and what it rests on. */
export interface Finding {
  readonly kind: FindingKind
  /** Whom it concerns: an agent, a tool, a model; empty for all. Names by what they name. */
  readonly subject: Readonly<Record<string, string>>
  /** Picodollars in the period, above 0. */
  readonly savingPicodollars: Picodollars
  /** Figures from the log: counts of calls and tokens. */
  readonly evidence: Readonly<Record<string, number>>
}
