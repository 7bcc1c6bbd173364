import type {SettingsFinding} from '../config/settings-finding.ts'
import type {ProblemCount} from '../problem.ts'
import type {JudgedRule} from './verdict.ts'

/** One budget of the list, for one key. */
export interface ListedBudget {
  readonly judged: JudgedRule
  /** When the limit will be reached at the present pace; null when not within the window. */
  readonly reachedAtMs: number | null
}

/** The answer of `pech budget list`, `get`, `set` and `remove`. */
export interface BudgetList {
  readonly generatedAtMs: number
  readonly timezone: string
  /** What was done to the file first; null when it was only read. */
  readonly done: {readonly what: 'set' | 'removed'; readonly name: string} | null
  readonly budgets: readonly ListedBudget[]
  readonly findings: readonly SettingsFinding[]
  readonly file: string
  readonly problems: readonly ProblemCount[]
}
