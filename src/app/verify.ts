import {EXIT} from '../core/exit.ts'
import type {Answer} from '../core/answer.ts'
import type {ProblemCount} from '../core/problem.ts'

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

/** Judges what was found: exit 2 when any claim does not hold. */
export function verdictOf(report: VerifyReport): Answer<VerifyReport> {
  const isOff = report.findings.some(({faults}) => faults > 0)
  const notes = isOff
    ? ['hint: `pech ingest --full` reads again what the logs still hold; keep a copy of the ledger before']
    : []
  return {report, notes, exitCode: isOff ? EXIT.gateSaysNo : EXIT.ok}
}
