import type {Picodollars} from '../money/picodollars.ts'
import type {CostByClass, RateVector} from '../rates/rate.ts'
import type {BillCell} from './bill-cells.ts'

/** What the ledger has for one model on one day. */
export interface EstimatedCell {
  readonly day: string
  readonly model: string
  /** Priced money by class. */
  readonly cost: CostByClass
  /** Tokens and searches of the same calls. */
  readonly tokens: CostByClass
  /** Calls without a price. */
  readonly unpricedCalls: bigint
  /** Price of the output that the logs are missing, an estimate from below. */
  readonly lowerBound: Picodollars
}

/** Why bill and ledger differ. */
export type DriftReason =
  | 'discount'
  | 'rounding'
  | 'time-zone'
  | 'unpriced-model'
  | 'stale-rate'
  | 'cache-class'
  | 'lower-bound'
  | 'auxiliary-calls'
  | 'missing-calls'
  | 'subscription'
  | 'not-billed'
  | 'other-services'

/** One model on one day. */
export interface ReconciledRow {
  readonly day: string
  readonly model: string
  readonly estimated: Picodollars
  /** null: the bill does not tell it. */
  readonly list: Picodollars | null
  readonly billed: Picodollars
  /** billed − estimated. */
  readonly delta: Picodollars
}

/** A reason with its part of the difference. */
export interface ReasonAmount {
  readonly reason: DriftReason
  readonly amount: Picodollars
  /** Models that it concerns, in order. */
  readonly models: readonly string[]
}

/** The bill beside the estimate. */
export interface Reconciliation {
  readonly rows: readonly ReconciledRow[]
  readonly totals: {
    readonly estimated: Picodollars
    readonly list: Picodollars | null
    readonly billed: Picodollars
    readonly delta: Picodollars
    /** Part of the bill (at list price where it is told) that the ledger has calls for. */
    readonly explained: Picodollars
    /** The same, 0…1; null without a bill. */
    readonly explainedShare: number | null
  }
  /** Their amounts add up to `totals.delta` exactly. */
  readonly reasons: readonly ReasonAmount[]
  /** What is paid of the list price, 0…1; null: no discount found. */
  readonly paidShare: number | null
  /** Difference beyond discount and subscription, in percent of the estimate; null: there is a bill, and no estimate. */
  readonly driftPercent: number | null
  /** Days whose calls were moved over midnight for the comparison: the zone that the bill follows. */
  readonly zone: string | null
}

/** What the comparison works with. */
export interface ReconcileInput {
  readonly bill: readonly BillCell[]
  /** By UTC day. */
  readonly estimated: readonly EstimatedCell[]
  /** By day of the user's zone, in case that the bill follows it. */
  readonly inZone: {readonly zone: string; readonly cells: readonly EstimatedCell[]} | null
  /** Model → cost of auxiliary calls, which transcripts do not hold, as Claude Code counted them. */
  readonly auxiliary: ReadonlyMap<string, Picodollars>
  /** The list rates of a model on a day. */
  readonly rateOf: (model: string, day: string) => RateVector | null
  /** Every rate that a model ever had, for any condition. */
  readonly ratesOf: (model: string) => readonly RateVector[]
}

/** What a row of the Console's export may be off by: half a cent. */
export const ROUNDING_PICODOLLARS = 5_000_000_000n
