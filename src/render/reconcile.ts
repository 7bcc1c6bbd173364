import type {BillFinding} from '../core/billing/bill-row.ts'
import type {ReconcileReport} from '../core/billing/reconcile-report.ts'
import type {DriftReason, Reconciliation} from '../core/billing/reconciliation.ts'
import {type Picodollars, toUsd} from '../core/money/picodollars.ts'
import {fixedColumn} from './column.ts'
import {counted} from './count.ts'
import {formatMoney, formatMoneyChange} from './money.ts'
import type {RenderOptions} from './options.ts'
import {percentText} from './rates-diff.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'

const REASONS: Readonly<Record<DriftReason, string>> = {
  discount: 'discount on list price',
  rounding: 'rounding of the rows of the bill to cents',
  'time-zone': 'the days of the bill begin in another time zone',
  'unpriced-model': 'models without a price on the rate card',
  'stale-rate': "the card's rate is not the one that was billed: see pech rates check",
  'cache-class': 'cache writes of 5 minutes and of an hour are told apart differently',
  'lower-bound': 'output that the logs cut short',
  'auxiliary-calls': 'titles, summaries and the like, which transcripts do not hold',
  'missing-calls': 'calls that the logs lack: other machines, other uses of the API, deleted logs',
  subscription: 'used on a subscription, which is not billed per token',
  'not-billed': 'calls that the bill lacks: a subscription, another organization, Bedrock or Vertex',
  'other-services': 'code execution and the like, which transcripts do not show',
}

const FINDINGS: Readonly<Record<BillFinding['code'], string>> = {
  FORMULA: 'a formula, expected a value',
  NOT_AMOUNT: 'no amount in dollars, expected one such as 1234.50',
  NOT_DAY: 'no day, expected one such as 2026-08-05',
  NOT_COUNT: 'no count, expected a whole number',
  UNKNOWN_VALUE: 'not known',
  OTHER_CURRENCY: 'expected USD',
  TORN: 'not as many cells as the header has',
}

/** `pech reconcile` for people: day by day, then the reasons, then the verdict. */
export function reconcileAsText(
  report: ReconcileReport,
  screen: Pick<RenderOptions, 'columns' | 'color' | 'unicode'>,
): string {
  const {reconciliation, period, findings, refusedRows} = report
  const {totals, rows, reasons, zone} = reconciliation
  const refused = findings.map((finding) => `${findingText(finding)}\n`)
  const more = refusedRows > findings.length ? [`… and ${counted(refusedRows - findings.length, 'more row')}\n`] : []
  if (report.billedDays === 0) {
    return `${[...refused, ...more].join('')}No bill of ${period.label}: give the Console's export (--csv FILE), or --api.\n`
  }
  const table = rows.length === 0 ? '' : `${rowsTable(reconciliation, screen)}\n`
  const why = reasons.map(({reason, amount, models}) => {
    const names = models.length > 3 ? `${models.slice(0, 3).join(', ')} …` : models.join(', ')
    return `  ${formatMoneyChange(amount).padStart(12)}  ${REASONS[reason]}${names === '' ? '' : ` (${visible(names)})`}`
  })
  const zoned = zone === null ? [] : [`The bill follows the days of ${visible(zone)}.`]
  const lines = [
    `${formatMoney(totals.estimated)} estimated, ${formatMoney(totals.billed)} billed (${formatMoneyChange(totals.delta)}).`,
    ...(why.length === 0 ? [] : ['Why:', ...why]),
    ...zoned,
    `The ledger explains ${formatMoney(totals.explained)} of the bill${shareWords(totals.explainedShare)}.`,
    verdictWords(report),
  ]
  return `${[...refused, ...more].join('')}${table}${lines.join('\n')}\n`
}

/** `pech reconcile --json`. Without a bill nothing is compared: what would say so is null, and no row is there. */
export function reconcileAsJson({generatedAtMs, reconciliation, ...report}: ReconcileReport): object {
  const {totals, paidShare, zone} = reconciliation
  const isBilled = report.billedDays > 0
  const {rows, reasons, driftPercent} = isBilled ? reconciliation : {rows: [], reasons: [], driftPercent: null}
  const optional = (amount: Picodollars | null) => (amount === null || !isBilled ? null : toUsd(amount))
  return {
    schema: 'pech/reconcile@1',
    generatedAt: new Date(generatedAtMs).toISOString(),
    problems: report.problems,
    period: {label: report.period.label, from: report.period.fromDay, to: report.period.toDay, timezone: 'UTC'},
    rows: rows.map(({day, model, estimated, list, billed, delta}) => ({
      day,
      model,
      estimatedUsd: toUsd(estimated),
      listUsd: optional(list),
      billedUsd: toUsd(billed),
      deltaUsd: toUsd(delta),
      deltaPct: percentOf(delta, estimated),
    })),
    totals: {
      estimatedUsd: toUsd(totals.estimated),
      listUsd: optional(totals.list),
      billedUsd: optional(totals.billed),
      deltaUsd: optional(totals.delta),
      deltaPct: isBilled ? percentOf(totals.delta, totals.estimated) : null,
      explainedUsd: optional(totals.explained),
      explainedShare: totals.explainedShare,
    },
    reasons: reasons.map(({reason, amount, models}) => ({
      reason,
      usd: toUsd(amount),
      picodollars: String(amount),
      models,
    })),
    discount: paidShare === null ? null : {paidShare, percent: (1 - paidShare) * 100},
    driftPct: driftPercent,
    limitPct: report.limitPercent,
    billZone: zone,
    billedDays: report.billedDays,
    refusedRows: report.refusedRows,
    findings: report.findings.map((finding) => ({...finding, message: findingText(finding)})),
    savedTo: report.savedTo,
    verdict: report.verdict,
  }
}

function rowsTable(
  {rows, totals}: Reconciliation,
  screen: Pick<RenderOptions, 'columns' | 'color' | 'unicode'>,
): string {
  const all = [...rows, {...totals, day: 'total', model: ''}]
  const money = (cell: (row: (typeof all)[number]) => Picodollars | null) =>
    all.map((row) => {
      const amount = cell(row)
      return amount === null ? '' : formatMoney(amount)
    })
  const columns = [
    fixedColumn(
      'day',
      0,
      all.map(({day}) => day),
      {align: 'left'},
    ),
    fixedColumn(
      'model',
      0,
      all.map(({model}) => visible(model)),
      {align: 'left'},
    ),
    fixedColumn(
      'estimated',
      0,
      money((row) => row.estimated),
    ),
    fixedColumn(
      'list',
      1,
      money((row) => row.list),
    ),
    fixedColumn(
      'billed',
      0,
      money((row) => row.billed),
    ),
    fixedColumn(
      'delta',
      0,
      all.map((row) => formatMoneyChange(row.delta)),
    ),
    fixedColumn(
      '%',
      1,
      all.map((row) => percentText(percentOf(row.delta, row.estimated))),
    ),
  ]
  return drawTable({columns, rows: all.length, rowStyles: {[rows.length]: 'bold'}}, screen)
}

function percentOf(delta: Picodollars, estimated: Picodollars): number | null {
  return estimated === 0n ? null : (Number(delta) / Number(estimated)) * 100
}

function shareWords(share: number | null): string {
  return share === null ? '' : ` (${(share * 100).toFixed(1)}%)`
}

function verdictWords({verdict, limitPercent, reconciliation, savedTo}: ReconcileReport): string {
  const {driftPercent, paidShare} = reconciliation
  const discount = paidShare === null ? '' : ` You pay ${(paidShare * 100).toFixed(2)}% of list price.`
  const saved =
    savedTo === null
      ? paidShare === null
        ? ''
        : ' --save-discount keeps that in config.yaml.'
      : ` Saved to ${visible(savedTo)}.`
  if (verdict === 'unknown') return `Part of the bill could not be read: no verdict.${discount}${saved}`
  const drift =
    driftPercent === null ? 'a bill without any estimate' : `${driftPercent.toFixed(1)}% beyond what is agreed`
  const limit = `limit ${limitPercent}%`
  return `${verdict === 'OK' ? 'OK' : 'Drift'}: ${drift}, ${limit}.${discount}${saved}`
}

function findingText({code, row, column, found}: BillFinding): string {
  const place = column === '' ? `row ${row}` : `row ${row}, column ${visible(column)}`
  return `${place}: ${visible(JSON.stringify(found.slice(0, 60)))}: ${FINDINGS[code]}. The row is left out.`
}
