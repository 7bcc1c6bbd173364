import type {BillFinding, BillOrigin, BillRow} from '../../core/billing/bill-row.ts'
import type {SessionCost} from '../../core/billing/cost-state.ts'
import type {OtelRequest} from '../../core/billing/otel-request.ts'
import type {RateCardInForce} from '../../core/rates/card-in-force.ts'
import type {ProblemCount} from '../../core/problem.ts'
import type {LedgerPort} from '../ports.ts'

/** What an import gave beside the rows that the ledger now keeps. */
export interface ImportOutcome {
  readonly origins: readonly BillOrigin[]
  /** First and last UTC day; null without rows. */
  readonly span: {readonly first: string; readonly last: string} | null
  /** The first findings. */
  readonly findings: readonly BillFinding[]
  readonly refusedRows: number
}

/** What reconciling needs from outside. */
export interface ReconcilePorts {
  readonly clock: () => number
  readonly zone: {readonly name: string}
  readonly rateCards: {inForce(): RateCardInForce}
  readonly ledger: Pick<LedgerPort, 'group'>
  /** Problems that opening and reading gave. */
  readonly problems: readonly ProblemCount[]
  readonly bills: {
    importCsv(files: readonly string[]): Promise<ImportOutcome>
    /** Asks the vendor's API; null: no key is configured. */
    pull(days: readonly string[]): Promise<ImportOutcome | null>
    rows(fromDay: string, toDay: string, origins?: readonly BillOrigin[]): BillRow[]
  }
  readonly ownCounts: {
    costStates(): readonly SessionCost[]
    /** The events of a telemetry file, without those whose request the ledger has a call for. */
    unknownRequests(file: string): Promise<readonly OtelRequest[]>
  }
  /** Writes the part of list price that is paid into the config. @returns The file. */
  saveDiscount(paidShare: number): string
}
