import type {ExitCode} from './exit.ts'
import type {ProblemCount} from './problem.ts'

/** What every report value has in common, whatever it reports. */
export interface Reported {
  /** Trouble that did not stop the work, counted by code. */
  readonly problems: readonly ProblemCount[]
}

/** What a use case hands back: the report value, the verdict as an exit code, and what to say beside it. */
export interface Answer<Report extends Reported> {
  readonly report: Report
  /** The verdict; `EXIT.ok` when absent. */
  readonly exitCode?: ExitCode
  /** Lines for stderr, in order; left out under `--quiet`. */
  readonly notes?: readonly string[]
}
