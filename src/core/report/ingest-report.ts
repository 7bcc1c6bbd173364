import type {ProblemCount} from '../problem.ts'

/** What an ingest did. */
export interface IngestReport {
  readonly files: {
    readonly seen: number
    readonly read: number
    readonly unchanged: number
    readonly truncated: number
    readonly rewritten: number
    readonly vanished: number
  }
  readonly bytes: number
  readonly calls: {readonly added: number; readonly improved: number; readonly duplicate: number}
}

/** The answer of `pech ingest`. */
export interface IngestAnswer extends IngestReport {
  readonly generatedAtMs: number
  readonly durationMs: number
  readonly dryRun: boolean
  readonly problems: readonly ProblemCount[]
}
