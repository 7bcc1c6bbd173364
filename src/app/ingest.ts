import {countProblems, type Problem} from '../core/problem.ts'
import type {IngestAnswer} from '../core/report/ingest-report.ts'
import type {IngestRequest, LedgerPort, LogsPort} from './ports.ts'

/** Reads what is new in the logs; says what was read and what could not be. */
export function ingest(
  logs: LogsPort,
  ledger: LedgerPort,
  request: IngestRequest & {
    readonly nowMs: number
    readonly elapsedMs: () => number
    readonly found: readonly Problem[]
  },
): IngestAnswer {
  const {problems, files, bytes, calls} = logs.ingest(request)
  const found = [...ledger.problems(), ...countProblems([...request.found, ...problems])]
  return {
    generatedAtMs: request.nowMs,
    files,
    bytes,
    calls,
    durationMs: Math.round(request.elapsedMs()),
    dryRun: request.dryRun === true,
    problems: found.sort((a, b) => (a.code < b.code ? -1 : 1)),
  }
}
