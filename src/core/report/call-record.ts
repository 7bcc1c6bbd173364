import type {CallKind} from '../log/copy.ts'
import type {Attribution} from '../attribution/attribution.ts'
import type {CellRate, Counts} from './amounts.ts'

/** How a stored call was priced. */
export interface RecordedRate extends CellRate {
  readonly model: string | null
  readonly from: string | null
  readonly condition: string | null
  readonly batch: boolean
  readonly geoUs: boolean
}

/** One call as the ledger has it. */
export interface CallRecord {
  /** Identity of the response; iterations of one response share it. */
  readonly identity: string
  /** 0: the response itself; from 1: its iterations. */
  readonly part: number
  readonly kind: CallKind
  readonly atMs: number | null
  readonly attribution: Attribution
  readonly prompt: string | null
  /** Id of the subagent, null on the main thread. */
  readonly agentId: string | null
  readonly sidechain: boolean
  /** Distinct tools, in order of first use. */
  readonly tools: readonly string[]
  readonly counts: Counts
  readonly rate: RecordedRate
  /** Output that the log is missing, in tokens; null when nothing is. */
  readonly missingOutputTokens: number | null
  readonly requestId: string | null
  /** `costUSD` of old logs, US dollars; never the cost. */
  readonly reportedUsd: number | null
}
