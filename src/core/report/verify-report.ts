import type {ProblemCount} from '../problem.ts'

/** One claim about the ledger, and how often it does not hold. */
export interface VerifyFinding {
  readonly name: string
  readonly claim: string
  readonly faults: number
  /** The first place where it does not hold. */
  readonly first?: string
  readonly note?: string
}

/** The answer of `pech verify`. */
export interface VerifyReport {
  readonly generatedAtMs: number
  readonly calls: number
  readonly findings: readonly VerifyFinding[]
  readonly problems: readonly ProblemCount[]
}
