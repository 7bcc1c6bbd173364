import {expect, test} from 'vitest'
import type {BillRow} from '../../src/core/billing/bill-row.ts'
import {reconcile} from '../../src/core/billing/reconcile.ts'
import type {ReconcileReport} from '../../src/core/billing/reconcile-report.ts'
import {reconcileAsJson} from '../../src/render/reconcile.ts'
import {estimate, input, moneyRows, USAGE} from '../core/billing/made-bill.ts'

const DAY = '2026-08-05'

function reportOf(rows: readonly BillRow[]): ReconcileReport {
  return {
    generatedAtMs: 0,
    period: {label: DAY, fromDay: DAY, toDay: '2026-08-06'},
    reconciliation: reconcile(input(rows, [estimate(DAY)])),
    billedDays: rows.length === 0 ? 0 : 1,
    limitPercent: 20,
    verdict: rows.length === 0 ? 'unknown' : 'OK',
    findings: [],
    refusedRows: 0,
    savedTo: null,
    problems: [],
  }
}

test('without a bill nothing is said to be billed, to differ or to have a reason', () => {
  expect(reconcileAsJson(reportOf([]))).toMatchObject({
    rows: [],
    totals: {
      estimatedUsd: expect.any(Number),
      listUsd: null,
      billedUsd: null,
      deltaUsd: null,
      deltaPct: null,
      explainedUsd: null,
      explainedShare: null,
    },
    reasons: [],
    driftPct: null,
    verdict: 'unknown',
  })
})

test('with a bill every figure is a number', () => {
  expect(reconcileAsJson(reportOf(moneyRows(DAY, USAGE)))).toMatchObject({
    rows: {length: 1},
    totals: {deltaUsd: 0, deltaPct: 0, explainedShare: 1},
    driftPct: 0,
  })
})
