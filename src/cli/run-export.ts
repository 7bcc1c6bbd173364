import {hostname} from 'node:os'
import {exportedCalls, exportFacts} from '../app/export.ts'
import type {ExportFacts} from '../core/export/export-facts.ts'
import {PechError} from '../core/problem.ts'
import type {Period} from '../core/time/period.ts'
import {integerOrNull} from '../io/ledger/database.ts'
import {readCells} from '../io/ledger/query/cells.ts'
import {writePieces} from '../io/write-lines.ts'
import {callLine} from '../render/call-line.ts'
import {writeJsonLine} from '../render/json.ts'
import {timestamp} from '../render/moment.ts'
import {budgetStanding} from './budget-standing.ts'
import type {Composition} from './composition.ts'
import type {Look} from './look.ts'
import {printLines, printPieces} from './print-lines.ts'

/** The sums of a period of an opened ledger. */
export function exportFactsOf(ports: Composition, {ledger, access, problems}: Look, period: Period): ExportFacts {
  const {database} = access.ledger
  const card = () => Date.parse(ports.rateCards.inForce().card.verifiedAt)
  return exportFacts(
    {
      ledger,
      cells: (query) => readCells(database, query),
      budgets: () => budgetStanding(ports, database),
      ingestedAtMs: () =>
        integerOrNull(database.get("SELECT value FROM meta WHERE key = 'ingested_ms'")?.['value'] ?? null),
      rateCardVerifiedAtMs: () => (Number.isNaN(card()) ? null : card()),
    },
    {period, nowMs: ports.clock()},
    problems,
  )
}

/** Writes the calls of a period to a file, or to stdout. */
export async function writeLedger(
  ports: Composition,
  opened: Look,
  period: Period,
  output: string | undefined,
): Promise<void> {
  await printLines(ledgerLines(ports, opened, period), output)
}

/** Writes the calls of a period as Parquet to a file, or to what stdout is piped into. */
export async function writeParquet(
  opened: Look,
  period: Period,
  {output, version}: {readonly output: string | undefined; readonly version: string},
): Promise<void> {
  if (output === undefined && process.stdout.isTTY) {
    throw new PechError('USAGE', 'a Parquet file is nothing for a terminal', 'name one: --output calls.parquet')
  }
  const {callsParquet} = await import('../render/parquet/calls-parquet.ts')
  const pieces = callsParquet(exportedCalls(opened.ledger, period), version)
  if (output === undefined) await printPieces(pieces)
  else writePieces(output, pieces)
}

/** The calls of a period, for another machine's `pech ingest`: a line about the ledger, then a line per call. */
function* ledgerLines(ports: Composition, {ledger, access}: Look, period: Period): Generator<string> {
  const {whole} = ledger.group({bounds: period, by: [], filters: [], timezone: period.timezone, monthStart: 1})
  yield writeJsonLine({
    schema: 'pech/ledger-export@1',
    generatedAt: timestamp(ports.clock()),
    origin: {id: access.ledger.originId(), name: hostname()},
    period: {
      label: period.label,
      from: timestamp(period.fromMs),
      to: timestamp(period.toMs),
      timezone: period.timezone,
    },
    calls: whole.amounts.calls,
  })
  for (const call of exportedCalls(ledger, period)) yield callLine(call)
}
