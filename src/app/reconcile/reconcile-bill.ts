import type {Answer} from '../../core/answer.ts'
import {billCells} from '../../core/billing/bill-cells.ts'
import {billModel} from '../../core/billing/bill-model.ts'
import type {BillOrigin} from '../../core/billing/bill-row.ts'
import {reconcile} from '../../core/billing/reconcile.ts'
import type {ReconcileReport} from '../../core/billing/reconcile-report.ts'
import type {Reconciliation, ReconcileInput} from '../../core/billing/reconciliation.ts'
import {EXIT} from '../../core/exit.ts'
import {PechError} from '../../core/problem.ts'
import type {RateCard} from '../../core/rates/rate-card.ts'
import type {RateVector} from '../../core/rates/rate.ts'
import {rowInForce} from '../../core/rates/row-in-force.ts'
import {localDay, shiftDay} from '../../core/time/local-day.ts'
import type {Period} from '../../core/time/period.ts'
import {auxiliaryCosts} from './auxiliary-costs.ts'
import {type DaySpan, estimatedCells} from './estimated-cells.ts'
import type {ImportOutcome, ReconcilePorts} from './reconcile-ports.ts'

/** What is wanted. */
export interface ReconcileWanted {
  /** null: the days of the imported bill, else this month's. */
  readonly period: Period | null
  readonly fallback: Period
  readonly csvFiles: readonly string[]
  readonly api: boolean
  readonly otelFile: string | undefined
  readonly limitPercent: number
  readonly saveDiscount: boolean
}

const NOTHING: ImportOutcome = {origins: [], span: null, findings: [], refusedRows: 0}

/**
 * Lays the bill beside the ledger. What is imported is kept in the ledger, so that a later run needs no file.
 *
 * @throws PechError when a source cannot be read.
 */
export async function reconcileBill(ports: ReconcilePorts, wanted: ReconcileWanted): Promise<Answer<ReconcileReport>> {
  const {card} = ports.rateCards.inForce()
  const imported = wanted.csvFiles.length === 0 ? NOTHING : await ports.bills.importCsv(wanted.csvFiles)
  const {label, span} = spanOf(wanted, imported)
  const pulled = wanted.api ? await ports.bills.pull(daysOf(span)) : NOTHING
  const origins: readonly BillOrigin[] = [...imported.origins, ...(pulled?.origins ?? [])]
  const named = origins.length === 0 ? undefined : origins
  const bill = billCells(ports.bills.rows(span.fromDay, span.toDay, named), (name) => billModel(name, card))
  const zone = ports.zone.name
  const reconciliation = reconcile({
    bill,
    estimated: estimatedCells(ports.ledger, span, 'UTC', card),
    inZone: zone === 'UTC' ? null : {zone, cells: estimatedCells(ports.ledger, span, zone, card)},
    auxiliary: await auxiliaryCosts(ports, span, wanted.otelFile, card),
    ...ratesOn(card),
  })
  const findings = [...imported.findings, ...(pulled?.findings ?? [])]
  const refusedRows = imported.refusedRows + (pulled?.refusedRows ?? 0)
  const verdict = bill.length === 0 || refusedRows > 0 ? 'unknown' : verdictOf(reconciliation, wanted.limitPercent)
  const savedTo = wanted.saveDiscount ? save(ports, reconciliation) : null
  const report: ReconcileReport = {
    generatedAtMs: ports.clock(),
    period: {label, ...span},
    reconciliation,
    billedDays: new Set(bill.map(({day}) => day)).size,
    limitPercent: wanted.limitPercent,
    verdict,
    findings,
    refusedRows,
    savedTo,
    problems: ports.problems,
  }
  if (pulled === null) return {report, notes: NOT_CONFIGURED}
  const exitCode = {OK: EXIT.ok, DRIFT: EXIT.gateSaysNo, unknown: EXIT.couldNot}[verdict]
  return {report, exitCode}
}

const NOT_CONFIGURED = [
  'pech: the billing API is not configured: ANTHROPIC_ADMIN_API_KEY is not set',
  "hint: export the key of an organization's admin, or give the Console's export: --csv FILE",
]

function spanOf({period, fallback}: ReconcileWanted, imported: ImportOutcome): {label: string; span: DaySpan} {
  if (period === null && imported.span !== null) {
    const {first, last} = imported.span
    return {label: first === last ? first : `${first} to ${last}`, span: {fromDay: first, toDay: shiftDay(last, 1)}}
  }
  const {fromMs, toMs, timezone, label} = period ?? fallback
  if (fromMs === null || toMs === null) {
    throw new PechError('USAGE', 'a bill is compared over a span of days', 'name a month, or --since and --until')
  }
  const fromDay = localDay(timezone, fromMs)
  return {label, span: {fromDay, toDay: shiftDay(localDay(timezone, toMs - 1), 1)}}
}

function daysOf({fromDay, toDay}: DaySpan): string[] {
  const days: string[] = []
  for (let day = fromDay; day < toDay; day = shiftDay(day, 1)) days.push(day)
  return days
}

/** The list rates of the card, as the comparison asks for them. */
function ratesOn(card: RateCard): Pick<ReconcileInput, 'rateOf' | 'ratesOf'> {
  const {webSearch} = card.modifiers
  const rowsOf = (model: string) => card.models.get(model)?.rows ?? []
  return {
    rateOf(model, day): RateVector | null {
      const row = rowInForce(rowsOf(model), Date.parse(`${day}T12:00:00Z`), null, 0)
      return row === null ? null : {...row.rates, webSearch}
    },
    ratesOf: (model) => rowsOf(model).map((row) => ({...row.rates, webSearch})),
  }
}

function verdictOf({driftPercent}: Reconciliation, limitPercent: number): 'OK' | 'DRIFT' {
  return driftPercent === null || driftPercent > limitPercent ? 'DRIFT' : 'OK'
}

function save(ports: ReconcilePorts, {paidShare}: Reconciliation): string {
  if (paidShare !== null) return ports.saveDiscount(paidShare)
  throw new PechError('NO_DISCOUNT', 'this bill shows no discount that could be saved', 'leave out --save-discount')
}
