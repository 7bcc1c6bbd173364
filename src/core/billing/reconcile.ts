import type {Picodollars} from '../money/picodollars.ts'
import {type BillCell, sumOf} from './bill-cells.ts'
import {explainCell, type Parts} from './explain-cell.ts'
import {
  type DriftReason,
  type EstimatedCell,
  type ReasonAmount,
  type ReconciledRow,
  type ReconcileInput,
  type Reconciliation,
  ROUNDING_PICODOLLARS,
} from './reconciliation.ts'

/** One day and model on both sides. */
interface Pair {
  readonly day: string
  readonly model: string
  readonly bill: BillCell | null
  readonly estimated: EstimatedCell | null
}

/**
 * Lays a bill beside the ledger, by day and model, and says why they differ.
 *
 * A bill without list prices that is everywhere the same part of the estimate has a discount. A bill that fits the days of
 * the user's zone, and not those of UTC, follows that zone. The reasons' amounts add up to the difference exactly.
 *
 * @param input - See there; empty sides are allowed.
 */
export function reconcile(input: ReconcileInput): Reconciliation {
  const pairs = pairUp(input.bill, input.estimated)
  const rows = pairs.map(rowOf)
  const {inZone} = input
  const zoned = inZone === null ? null : {zone: inZone.zone, pairs: pairUp(input.bill, inZone.cells)}
  const followed = zoned !== null && fitsBetter(zoned.pairs, pairs) ? zoned : null
  const compared = followed === null ? pairs : followed.pairs
  const paid = hiddenDiscount(compared)
  const stale = paid === null ? staleModels(compared) : new Set<string>()
  const reasons = new Map<DriftReason, Map<string, Picodollars>>()
  for (const pair of compared) {
    collect(reasons, pair.model, explain(pair, paid, stale.has(pair.model), input))
  }
  if (followed !== null) collectZone(reasons, pairs, followed.pairs)
  splitAuxiliary(reasons, input.auxiliary)
  const totals = totalsOf(rows, compared, paid)
  const amounts = [...reasons].map(([reason, models]) => reasonOf(reason, models))
  return {
    rows,
    totals,
    reasons: amounts.filter(({amount, reason}) => amount !== 0n || reason === 'time-zone').sort(bySize),
    paidShare: paid ?? listShare(rows),
    driftPercent: driftOf(totals, amounts),
    zone: followed === null ? null : followed.zone,
  }
}

function pairUp(bill: readonly BillCell[], estimated: readonly EstimatedCell[]): Pair[] {
  const keyOf = ({day, model}: {day: string; model: string}) => `${day}\n${model}`
  const pairs = new Map<string, Pair>()
  for (const cell of bill) pairs.set(keyOf(cell), {day: cell.day, model: cell.model, bill: cell, estimated: null})
  for (const cell of estimated) {
    pairs.set(keyOf(cell), {
      day: cell.day,
      model: cell.model,
      bill: pairs.get(keyOf(cell))?.bill ?? null,
      estimated: cell,
    })
  }
  return [...pairs.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function costOf({estimated}: Pair): Picodollars {
  return estimated === null ? 0n : sumOf(estimated.cost)
}

function targetOf({bill}: Pair): Picodollars {
  return bill === null ? 0n : (bill.list ?? bill.billed) - bill.other
}

function rowOf(pair: Pair): ReconciledRow {
  const estimated = costOf(pair)
  const billed = pair.bill?.billed ?? 0n
  return {day: pair.day, model: pair.model, estimated, list: pair.bill?.list ?? null, billed, delta: billed - estimated}
}

/** The zone's days fit when they leave less than half of the gaps that the days of UTC leave, and that is more than rounding. */
function fitsBetter(zoned: readonly Pair[], pairs: readonly Pair[]): boolean {
  const gaps = (of: readonly Pair[]) => of.reduce((sum, pair) => sum + size(targetOf(pair) - costOf(pair)), 0n)
  return gaps(pairs) > toleranceOf(pairs) && gaps(zoned) * 2n < gaps(pairs)
}

function toleranceOf(pairs: readonly Pair[]): Picodollars {
  return pairs.reduce((sum, {bill}) => sum + BigInt(bill?.rows ?? 0) * ROUNDING_PICODOLLARS, 0n)
}

/** The part of list price that is paid, where the bill does not tell list prices and all its cells are the same part. */
function hiddenDiscount(pairs: readonly Pair[]): number | null {
  const both = pairs.filter((pair) => costOf(pair) > 0n && targetOf(pair) > 0n)
  if (both.length < 2 || both.some(({bill}) => bill?.list !== null)) return null
  const estimated = both.reduce((sum, pair) => sum + costOf(pair), 0n)
  const billed = both.reduce((sum, pair) => sum + targetOf(pair), 0n)
  const isSame = both.every(
    (pair) => size(targetOf(pair) * estimated - costOf(pair) * billed) <= toleranceOf([pair]) * estimated,
  )
  return isSame && estimated - billed > toleranceOf(both) ? Number(billed) / Number(estimated) : null
}

/** Models whose bill is the same multiple of the estimate on several days: no call is missing, the rate is another one. */
function staleModels(pairs: readonly Pair[]): Set<string> {
  const byModel = new Map<string, Pair[]>()
  for (const pair of pairs) {
    if (costOf(pair) > 0n && targetOf(pair) > 0n) byModel.set(pair.model, [...(byModel.get(pair.model) ?? []), pair])
  }
  const stale = [...byModel].filter(([, own]) => {
    const estimated = own.reduce((sum, pair) => sum + costOf(pair), 0n)
    const billed = own.reduce((sum, pair) => sum + targetOf(pair), 0n)
    const isSame = own.every(
      (pair) => size(targetOf(pair) * estimated - costOf(pair) * billed) <= toleranceOf([pair]) * estimated,
    )
    return own.length > 1 && isSame && own.every((pair) => size(targetOf(pair) - costOf(pair)) > toleranceOf([pair]))
  })
  return new Set(stale.map(([model]) => model))
}

function explain(pair: Pair, paid: number | null, isStale: boolean, {rateOf, ratesOf}: ReconcileInput): Parts {
  const rates = {rate: rateOf(pair.model, pair.day), others: ratesOf(pair.model), isStale}
  const cost = costOf(pair)
  if (paid === null || cost === 0n || pair.bill === null || pair.bill.rows === 0) {
    return explainCell(pair.bill, pair.estimated, rates)
  }
  const {billed, other} = pair.bill
  const parts: Parts = new Map([['discount', billed - other - cost]])
  if (other !== 0n) parts.set('other-services', other)
  return parts
}

function collect(reasons: Map<DriftReason, Map<string, Picodollars>>, model: string, parts: Parts): void {
  for (const [reason, amount] of parts) {
    const models = reasons.get(reason) ?? new Map<string, Picodollars>()
    models.set(model, (models.get(model) ?? 0n) + amount)
    reasons.set(reason, models)
  }
}

/** Calls that fall into another day: inside the period they cancel out, at its edges they do not. */
function collectZone(
  reasons: Map<DriftReason, Map<string, Picodollars>>,
  pairs: readonly Pair[],
  zoned: readonly Pair[],
): void {
  for (const pair of zoned) collect(reasons, pair.model, new Map([['time-zone', costOf(pair)]]))
  for (const pair of pairs) collect(reasons, pair.model, new Map([['time-zone', -costOf(pair)]]))
}

/** Of the calls that the logs lack, those that Claude Code itself counted as auxiliary. */
function splitAuxiliary(
  reasons: Map<DriftReason, Map<string, Picodollars>>,
  auxiliary: ReadonlyMap<string, Picodollars>,
): void {
  const missing = reasons.get('missing-calls') ?? new Map<string, Picodollars>()
  for (const [model, amount] of missing) {
    const counted = auxiliary.get(model) ?? 0n
    const known = counted < amount ? counted : amount
    if (known <= 0n) continue
    missing.set(model, amount - known)
    collect(reasons, model, new Map([['auxiliary-calls', known]]))
  }
}

function reasonOf(reason: DriftReason, models: ReadonlyMap<string, Picodollars>): ReasonAmount {
  const concerned = [...models].filter(([, amount]) => amount !== 0n).map(([model]) => model)
  return {reason, amount: [...models.values()].reduce((sum, amount) => sum + amount, 0n), models: concerned.sort()}
}

function totalsOf(
  rows: readonly ReconciledRow[],
  compared: readonly Pair[],
  paid: number | null,
): Reconciliation['totals'] {
  const sum = (of: (row: ReconciledRow) => Picodollars) => rows.reduce((total, row) => total + of(row), 0n)
  const billed = sum((row) => row.billed)
  const estimated = sum((row) => row.estimated)
  const hasList = rows.every((row) => row.list !== null || row.billed === 0n)
  const whole = compared.reduce((total, {bill}) => total + (bill === null ? 0n : (bill.list ?? bill.billed)), 0n)
  const explained = compared.reduce((total, pair) => {
    const [cost, target] = [costOf(pair), targetOf(pair)]
    return total + (paid !== null || cost > target ? target : cost)
  }, 0n)
  return {
    estimated,
    list: hasList ? sum((row) => row.list ?? 0n) : null,
    billed,
    delta: billed - estimated,
    explained,
    explainedShare: whole > 0n ? Number(explained) / Number(whole) : null,
  }
}

function listShare(rows: readonly ReconciledRow[]): number | null {
  const told = rows.flatMap(({list, billed}) => (list === null ? [] : [{list, billed}]))
  const list = told.reduce((sum, row) => sum + row.list, 0n)
  const billed = told.reduce((sum, row) => sum + row.billed, 0n)
  return list > 0n && billed < list ? Number(billed) / Number(list) : null
}

/** What is agreed upon, or no fault of the estimate, is no drift. */
function driftOf({delta, estimated}: Reconciliation['totals'], reasons: readonly ReasonAmount[]): number | null {
  const agreed = reasons
    .filter(({reason}) => reason === 'discount' || reason === 'subscription' || reason === 'time-zone')
    .reduce((sum, {amount}) => sum + amount, 0n)
  const drift = size(delta - agreed)
  if (drift === 0n) return 0
  return estimated > 0n ? (Number(drift) / Number(estimated)) * 100 : null
}

function bySize(a: ReasonAmount, b: ReasonAmount): number {
  return Number(size(b.amount) - size(a.amount)) || (a.reason < b.reason ? -1 : 1)
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
