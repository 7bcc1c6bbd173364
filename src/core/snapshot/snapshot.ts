import type {Reported} from '../answer.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {Totals} from '../report/totals.ts'
import type {Period} from '../time/period.ts'
import type {Cell, CellDimension} from './cell.ts'

/** The `schema` of snapshot files. Later versions may add fields; a reader ignores those that it does not know. */
export const SNAPSHOT_SCHEMA = 'pech/snapshot@1'

/** Where the work tree stood. */
export interface GitState {
  /** Full commit id; null before the first commit. */
  readonly sha: string | null
  /** null when detached. */
  readonly branch: string | null
  readonly dirty: boolean
}

/** Totals of one value of a dimension. */
export interface SnapshotRow {
  readonly value: string
  /** Part of the snapshot's money (0…1), null when it has none. */
  readonly share: number | null
  readonly totals: Totals
}

/** A budget as it stood. */
export interface SnapshotBudget {
  readonly name: string
  readonly limitPicodollars: Picodollars
  readonly spentPicodollars: Picodollars
  /** `ok`, `warn`, `hard-stop` or whatever level the budget has. */
  readonly level: string
}

/** What was spent in a period: a small value that can be kept, sent and compared. No texts, no files, no paths. */
export interface Snapshot extends Reported {
  readonly generatedAtMs: number
  readonly period: Period
  readonly totals: Totals
  /** Dearest first. */
  readonly by: Readonly<Record<CellDimension, readonly SnapshotRow[]>>
  /** All calls of the period; their cost adds up to that of `totals`. In order of key. */
  readonly cells: readonly Cell[]
  readonly git: GitState | null
  readonly budgets: readonly SnapshotBudget[]
}
