import type {Picodollars} from '../money/picodollars.ts'
import type {CostClass} from '../rates/rate.ts'

/** Where a row of a bill comes from, the most telling first: of several for one day, the first one counts. */
export const COST_ORIGINS = ['console-cost', 'analytics', 'admin-cost'] as const

/** Where tokens of a bill come from. */
export const USAGE_ORIGINS = ['console-usage', 'admin-usage'] as const

/** Where a row comes from. `claude-code`: days of a subscription, which are not billed per token. */
export type BillOrigin = (typeof COST_ORIGINS)[number] | (typeof USAGE_ORIGINS)[number] | 'claude-code'

/** A class of cost; `all`: not told apart; `other`: nothing that a transcript shows, such as code execution. */
export type BillClass = CostClass | 'all' | 'other'

/** One line of a bill. */
export interface BillRow {
  readonly origin: BillOrigin
  /** UTC day, `YYYY-MM-DD`. */
  readonly day: string
  /** As the bill names it; null where it names none. */
  readonly model: string | null
  readonly costClass: BillClass
  /** Whatever else tells this line from others of the same day, model and class. */
  readonly mode: string
  /** What is to be paid, after discounts; null where only tokens are told. */
  readonly billed: Picodollars | null
  /** The same at list price; null where it is not told. */
  readonly list: Picodollars | null
  /** Tokens, or searches; null where only money is told. */
  readonly tokens: number | null
  /** Lines that were added up in this one, each rounded on its own; 1 when absent. */
  readonly lines?: number
}

/** A cell of a bill that cannot be used. The English stands in `render/reconcile.ts`. */
export interface BillFinding {
  readonly code: 'FORMULA' | 'NOT_AMOUNT' | 'NOT_DAY' | 'NOT_COUNT' | 'UNKNOWN_VALUE' | 'OTHER_CURRENCY' | 'TORN'
  /** Line of the file, from 1; for an API, the number of the result. */
  readonly row: number
  readonly column: string
  readonly found: string
}

/** What reading a line gave. */
export interface ReadLine {
  readonly rows: readonly BillRow[]
  readonly findings: readonly BillFinding[]
}
