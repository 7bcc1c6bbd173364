import type {Reported} from '../answer.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {Cell} from '../snapshot/cell.ts'
import type {Period} from '../time/period.ts'

/** What an export is made of: sums only, no texts, no files, no session titles. */
export interface ExportFacts extends Reported {
  readonly generatedAtMs: number
  readonly period: Period
  /** All calls of the period. */
  readonly cells: readonly Cell[]
  /** Number of distinct sessions. */
  readonly sessions: number
  readonly budgets: readonly {
    readonly name: string
    readonly limitPicodollars: Picodollars
    readonly spentPicodollars: Picodollars
  }[]
  /** Sidechain calls that nothing names. */
  readonly orphanCalls: bigint
  /** When the ledger read logs last; null if never. */
  readonly ingestedAtMs: number | null
  /** When the rate card was verified last; null when there is none. */
  readonly rateCardVerifiedAtMs: number | null
}
