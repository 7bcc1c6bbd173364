import {EXIT} from '../core/exit.ts'
import type {Answer} from '../core/answer.ts'
import type {VerifyReport} from '../core/report/verify-report.ts'

/** Judges what was found: exit 2 when any claim does not hold. */
export function verdictOf(report: VerifyReport): Answer<VerifyReport> {
  const isOff = report.findings.some(({faults}) => faults > 0)
  const notes = isOff
    ? ['hint: `pech ingest --full` reads again what the logs still hold; keep a copy of the ledger before']
    : []
  return {report, notes, exitCode: isOff ? EXIT.gateSaysNo : EXIT.ok}
}
