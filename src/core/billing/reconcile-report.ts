import type {Reported} from '../answer.ts'
import type {BillFinding} from './bill-row.ts'
import type {Reconciliation} from './reconciliation.ts'

/** The answer of `pech reconcile`. */
export interface ReconcileReport extends Reported {
  readonly generatedAtMs: number
  /** UTC days, `toDay` not included. */
  readonly period: {readonly label: string; readonly fromDay: string; readonly toDay: string}
  readonly reconciliation: Reconciliation
  /** Days of the period of which a bill was seen. */
  readonly billedDays: number
  readonly limitPercent: number
  /** `unknown`: there is no bill to compare with, or part of it could not be read. */
  readonly verdict: 'OK' | 'DRIFT' | 'unknown'
  /** The first cells that could not be used, and how many rows were refused. */
  readonly findings: readonly BillFinding[]
  readonly refusedRows: number
  /** The file that the discount was saved to. */
  readonly savedTo: string | null
}
