import {randomUUID} from 'node:crypto'
import type {ImportOutcome, ReconcilePorts} from '../app/reconcile/reconcile-ports.ts'
import type {BillFinding, BillOrigin, BillRow} from '../core/billing/bill-row.ts'
import {BilledBook} from '../io/billing/billed-book.ts'
import {BillingApi, standInUrl} from '../io/billing/billing-api.ts'
import {costStates, knownRequests, readOtelFile} from '../io/billing/own-counts.ts'
import {readConsoleCsv} from '../io/billing/read-console-csv.ts'
import {saveDiscount} from '../io/billing/save-discount.ts'
import type {Composition} from './composition.ts'
import {look} from './look.ts'

/** Findings that are shown; the others are counted. */
const FINDINGS_SHOWN = 20

/** What reconciling touches: the ledger, brought up to date first, bills, telemetry and the config. */
export function reconcilePorts(ports: Composition): ReconcilePorts {
  const {ledger, access, problems} = look(ports)
  const {database} = access.ledger
  const book = new BilledBook(database)
  return {
    clock: ports.clock,
    zone: ports.zone,
    rateCards: ports.rateCards,
    ledger,
    problems,
    bills: {
      importCsv: (files) =>
        keep(book, async (sink) => {
          for (const file of files) await readConsoleCsv(file, sink)
        }),
      pull: (days) => pull(ports, book, days),
      rows: (fromDay, toDay, origins) => book.rows(fromDay, toDay, origins),
    },
    ownCounts: {
      costStates: () => costStates(database),
      async unknownRequests(file) {
        const {requests} = await readOtelFile(file)
        const ids = new Set(requests.flatMap(({requestId}) => requestId ?? []))
        const known = knownRequests(database, ids)
        return requests.filter(({requestId}) => requestId === null || !known.has(requestId))
      },
    },
    saveDiscount: (paidShare) => saveDiscount(ports.paths.config, paidShare),
  }
}

interface Sink {
  row(row: BillRow): void
  finding(finding: BillFinding): void
}

/** Posts what `feed` gives, and says what it was. */
async function keep(book: BilledBook, feed: (sink: Sink) => Promise<void>): Promise<ImportOutcome> {
  const origins = new Set<BillOrigin>()
  const findings: BillFinding[] = []
  let refusedRows = 0
  let first: string | null = null
  let last: string | null = null
  await book.post(randomUUID(), (post) =>
    feed({
      row(row) {
        origins.add(row.origin)
        if (first === null || row.day < first) first = row.day
        if (last === null || row.day > last) last = row.day
        post(row)
      },
      finding(finding) {
        refusedRows++
        if (findings.length < FINDINGS_SHOWN) findings.push(finding)
      },
    }),
  )
  return {origins: [...origins], span: first === null || last === null ? null : {first, last}, findings, refusedRows}
}

async function pull({settings}: Composition, book: BilledBook, days: readonly string[]): Promise<ImportOutcome | null> {
  const key = settings.env['ANTHROPIC_ADMIN_API_KEY']
  if (!key) return null
  const baseUrl = standInUrl(settings.env['PECH_ANTHROPIC_API_URL'])
  const {rows, findings} = await new BillingApi(key, baseUrl === undefined ? {} : {baseUrl}).pull(days)
  return keep(book, async (sink) => {
    for (const row of rows) sink.row(row)
    for (const finding of findings) sink.finding(finding)
  })
}
