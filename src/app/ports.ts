import type {CallRecord} from '../core/report/call-record.ts'
import type {Filter} from '../core/report/filter.ts'
import type {Bounds, CallSelection, LedgerQuery, QueryResult} from '../core/report/query.ts'
import type {IngestReport} from '../core/report/ingest-report.ts'
import type {SessionFacts} from '../core/report/report.ts'
import type {Problem, ProblemCount} from '../core/problem.ts'

/** What the use cases ask of the ledger. */
export interface LedgerPort {
  group(query: LedgerQuery): QueryResult
  calls(selection: CallSelection): Iterable<CallRecord>
  /** Sessions whose calls lie in the span and pass the filters, the last active first. */
  sessions(bounds: Bounds, filters: readonly Filter[], limit: number): SessionFacts[]
  /** Ids of sessions that begin so; the last active first. An empty beginning gives all, which takes time. */
  sessionIds(beginning: string): string[]
  /** The session of the newest call; null when there is none. */
  latestSession(): string | null
  titles(sessions: readonly string[]): Map<string, string>
  /** When each prompt of a session was typed, by its key; in order of time. */
  prompts(session: string): Map<string, number | null>
  /** Problems of lines, as far as the ledger remembers them. */
  problems(): ProblemCount[]
  isEmpty(): boolean
}

/** What the use cases ask of the logs. */
export interface LogsPort {
  /** Reads what is new. */
  ingest(options: IngestRequest): IngestReport & {readonly problems: readonly Problem[]}
}

/** How to ingest. */
export interface IngestRequest {
  /** Paths instead of the configured folders. */
  readonly paths?: readonly string[]
  readonly full?: boolean
  readonly dryRun?: boolean
  /** What the machine is called that exports among the paths come from; by default as it calls itself. */
  readonly peer?: string
  readonly onProgress?: (doneBytes: number, allBytes: number) => void
}
