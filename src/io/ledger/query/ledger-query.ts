import type {Dimension} from '../../../core/attribution/dimension.ts'
import type {Amounts} from '../../../core/report/amounts.ts'
import type {Filter} from '../../../core/report/filter.ts'
import type {Bounds} from './source.ts'

/** What to add up, and how to group it. */
export interface LedgerQuery {
  readonly bounds: Bounds
  readonly by: readonly Dimension[]
  readonly filters: readonly Filter[]
  /** Zone of the time dimensions. */
  readonly timezone: string
  /** Day of the month on which a billing month begins, 1…31. */
  readonly monthStart: number
}

/** Calls that share the values of the query's dimensions. */
export interface Group {
  /** One value per dimension of `by`; null: the calls have none. */
  readonly values: readonly (string | null)[]
  readonly amounts: Amounts
  sessions: number
  readonly estimatedModels: Set<string>
  readonly unpricedModels: Set<string>
}

/** The groups, and the whole that they add up to. */
export interface QueryResult {
  readonly groups: readonly Group[]
  readonly whole: Group
}
