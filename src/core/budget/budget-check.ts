import type {SettingsFinding} from '../config/settings-finding.ts'
import type {ProblemCount} from '../problem.ts'
import type {Judgement} from './verdict.ts'

/** The answer of `pech budget check`. */
export interface BudgetCheck {
  readonly generatedAtMs: number
  readonly judgement: Judgement
  /** How many budgets the file has. */
  readonly budgets: number
  /** What in the file is not in force. */
  readonly findings: readonly SettingsFinding[]
  /** Path of the budgets file. */
  readonly file: string
  readonly problems: readonly ProblemCount[]
}
