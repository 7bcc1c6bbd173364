import {noAmounts} from '../../../src/core/billing/bill-cells.ts'
import type {BillRow} from '../../../src/core/billing/bill-row.ts'
import type {EstimatedCell, ReconcileInput} from '../../../src/core/billing/reconciliation.ts'
import {billCells} from '../../../src/core/billing/bill-cells.ts'
import {COST_CLASSES, type CostByClass, type RateVector} from '../../../src/core/rates/rate.ts'

/** $2 in, $10 out per million, and a web search of a cent. */
export const RATE: RateVector = {
  input: 2_000_000n,
  output: 10_000_000n,
  cacheRead: 200_000n,
  cacheWrite5m: 2_500_000n,
  cacheWrite1h: 4_000_000n,
  webSearch: 10_000_000_000n,
}

/** The rate before: everything half as dear again. */
export const OLD_RATE: RateVector = {
  ...RATE,
  input: 3_000_000n,
  output: 15_000_000n,
  cacheRead: 300_000n,
  cacheWrite5m: 3_750_000n,
  cacheWrite1h: 6_000_000n,
}

/** Usage of a day: about $3.70. */
export const USAGE: CostByClass = {
  input: 100_000n,
  output: 200_000n,
  cacheRead: 3_000_000n,
  cacheWrite5m: 200_000n,
  cacheWrite1h: 100_000n,
  webSearch: 4n,
}

export function priced(usage: CostByClass, rate: RateVector = RATE): CostByClass {
  const cost = noAmounts()
  for (const name of COST_CLASSES) cost[name] = usage[name] * rate[name]
  return cost
}

/** Usage of which every class is multiplied. */
export function times(usage: CostByClass, numerator: bigint, denominator = 1n): CostByClass {
  const all = {...usage}
  for (const name of COST_CLASSES) all[name] = (usage[name] * numerator) / denominator
  return all
}

export function estimate(day: string, usage: CostByClass = USAGE, changes: Partial<EstimatedCell> = {}): EstimatedCell {
  return {day, model: 'm', cost: priced(usage), tokens: usage, unpricedCalls: 0n, lowerBound: 0n, ...changes}
}

/** Rows of money; `list` false: the export has no list prices. `paid` in percent of list. */
export function moneyRows(
  day: string,
  usage: CostByClass,
  {rate = RATE, list = true, paid = 100n, model = 'm'} = {},
): BillRow[] {
  const cost = priced(usage, rate)
  return COST_CLASSES.map((costClass) => ({
    origin: 'console-cost',
    day,
    model,
    costClass,
    mode: '',
    billed: (cost[costClass] * paid) / 100n,
    list: list ? cost[costClass] : null,
    tokens: null,
  }))
}

export function tokenRows(day: string, usage: CostByClass): BillRow[] {
  return COST_CLASSES.map((costClass) => ({
    origin: 'console-usage',
    day,
    model: 'm',
    costClass,
    mode: '',
    billed: null,
    list: null,
    tokens: Number(usage[costClass]),
  }))
}

export function input(
  rows: readonly BillRow[],
  estimated: readonly EstimatedCell[],
  changes: Partial<ReconcileInput> = {},
): ReconcileInput {
  return {
    bill: billCells(rows, (name) => name),
    estimated,
    inZone: null,
    auxiliary: new Map(),
    rateOf: () => RATE,
    ratesOf: () => [RATE, OLD_RATE],
    ...changes,
  }
}
