import type {Dimension} from '../attribution/dimension.ts'
import type {Amounts} from './amounts.ts'
import type {Filter} from './filter.ts'

/** A half-open span of time, milliseconds since 1970; null: unbounded. */
export interface Bounds {
  readonly fromMs: number | null
  readonly toMs: number | null
}

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
  estimatedModels: ReadonlySet<string>
  unpricedModels: ReadonlySet<string>
}

/** The groups, and the whole that they add up to. */
export interface QueryResult {
  readonly groups: readonly Group[]
  readonly whole: Group
  /** Those of them that are sidechain calls which nothing names. */
  readonly orphans: Amounts
}

/** Which single calls to read, and in what order. */
export interface CallSelection {
  readonly bounds: Bounds
  readonly filters: readonly Filter[]
  /** Newest first when true, else in order of time; undated calls come last. */
  readonly newestFirst?: boolean
  readonly limit?: number
}
