import type {VerifyReport} from '../core/report/verify-report.ts'
import {accessLedger, type LedgerAccess} from '../io/ledger/ledger-access.ts'
import {compareWithLogs} from '../io/ledger/compare-ledgers.ts'
import {verifyLedger} from '../io/ledger/verify-ledger.ts'
import type {Composition} from './composition.ts'
import {ledgerRules} from './ledger-rules.ts'
import type {Look} from './look.ts'
import {progressOnStderr} from './progress.ts'

/** Looks for damage in the ledger, and on request compares it with what the logs still hold. */
export function runVerify(ports: Composition, {access, problems}: Look, againstLogs: boolean): VerifyReport {
  const {database} = access.ledger
  const {pricer} = ledgerRules(ports)
  const findings = verifyLedger(database, pricer, access.ledger.cardIsFirst())
  const calls = Number(database.get('SELECT count(*) AS calls FROM call')?.['calls'] ?? 0)
  return {
    generatedAtMs: ports.clock(),
    calls,
    findings: againstLogs ? [...findings, compareWithLogs(database, readLogsAfresh(ports).ledger.database)] : findings,
    problems,
  }
}

function readLogsAfresh(ports: Composition): LedgerAccess {
  const access = accessLedger({
    path: ':memory:',
    claudeFolders: ports.claudeFolders,
    rules: ledgerRules(ports),
    nowMs: ports.clock(),
  })
  const progress = progressOnStderr(!ports.settings.quiet)
  access.ingest({onProgress: progress.onProgress})
  progress.clear()
  return access
}
