import type {Picodollars} from '../money/picodollars.ts'
import type {BurnOutcome} from '../burn/burn-rate.ts'
import type {Check} from './check.ts'

/** A budget as it stands. */
export interface BudgetFacts {
  /** Its name in the file, and what it is called where people read of it. */
  readonly name: string
  readonly label: string
  readonly spentPicodollars: Picodollars
  readonly limitPicodollars: Picodollars
  /** What the gate says of it. */
  readonly verdict: 'OK' | 'WARN' | 'HARD_STOP'
}

/**
 * Fails for a budget that is reached, or stops; warns for one that is near. Without budgets it passes.
 *
 * @param budgets - Every budget in force, with what is spent of it now.
 * @param unreadable - The budgets file, when it is not understood in full: then nothing better than unknown is said.
 */
export function checkBudget(budgets: readonly BudgetFacts[], unreadable: string | null = null): Check {
  const over = budgets.filter(
    (budget) => budget.verdict === 'HARD_STOP' || budget.spentPicodollars >= budget.limitPicodollars,
  )
  const near = budgets.filter((budget) => budget.verdict === 'WARN' && !over.includes(budget))
  const [worst] = mostUsedFirst(over.length > 0 ? over : near)
  const name = 'budget'
  if (worst !== undefined) {
    const {name: budget, label, spentPicodollars, limitPicodollars} = worst
    const amounts = {name: budget, label, spentPicodollars, limitPicodollars}
    return over.length > 0
      ? {name, status: 'fail', finding: {code: 'BUDGET_OVER', ...amounts, others: over.length - 1}}
      : {name, status: 'warn', finding: {code: 'BUDGET_NEAR', ...amounts, others: near.length - 1}}
  }
  if (unreadable !== null) return {name, status: 'unknown', finding: {code: 'BUDGET_UNREADABLE', file: unreadable}}
  if (budgets.length === 0) return {name, status: 'pass', finding: {code: 'BUDGET_NONE'}}
  return {name, status: 'pass', finding: {code: 'BUDGET_WITHIN', budgets: budgets.length}}
}

function mostUsedFirst(budgets: readonly BudgetFacts[]): BudgetFacts[] {
  const uses = (a: BudgetFacts, b: BudgetFacts): bigint => a.spentPicodollars * b.limitPicodollars
  return [...budgets].sort((a, b) =>
    uses(a, b) === uses(b, a) ? (a.name < b.name ? -1 : 1) : uses(a, b) > uses(b, a) ? -1 : 1,
  )
}

/**
 * Fails when the latest bucket is dearer than the mean of the earlier ones by more than a percentage. From nothing there is no pace to
 * compare with: unknown.
 *
 * @param burn - From `burnRate`.
 * @param limitPct - Percent; 100 is twice as fast.
 * @param minUsd - Growth below this many dollars passes.
 */
export function checkBurn(burn: BurnOutcome, limitPct: number, minUsd: number): Check {
  const name = 'burn'
  if (burn.kind === 'none') return {name, status: 'unknown', finding: {code: 'BURN_TOO_SHORT'}}
  const {latestUsd, priorMeanUsd, deltaUsd, deltaPct: pct} = burn
  if (pct === null) {
    const status = latestUsd === 0 ? 'pass' : 'unknown'
    return {name, status, finding: {code: 'BURN_FROM_ZERO', latestUsd}}
  }
  const faster = pct > limitPct && deltaUsd >= minUsd
  const code = faster ? 'BURN_FASTER' : 'BURN_STEADY'
  return {name, status: faster ? 'fail' : 'pass', finding: {code, latestUsd, priorMeanUsd, pct}}
}

/** What the search for anomalies found. */
export interface AnomalyFacts {
  /** How many units were looked at; 0 when there were too few to look. */
  readonly checked: number
  /** Spikes, each with what it is. */
  readonly spikes: readonly {readonly name: string; readonly usd: number; readonly expectedUsd: number}[]
}

/**
 * Fails for as many spikes as are named, warns for fewer.
 *
 * @param alertSpikes - How many fail; at least 1.
 */
export function checkAnomaly({checked, spikes}: AnomalyFacts, alertSpikes: number): Check {
  const name = 'anomaly'
  const [dearest] = [...spikes].sort((a, b) => b.usd - a.usd)
  if (dearest !== undefined && spikes.length >= alertSpikes) {
    return {name, status: 'fail', finding: {code: 'ANOMALY_SPIKES', checked, spikes: spikes.length, ...dearest}}
  }
  if (dearest !== undefined)
    return {name, status: 'warn', finding: {code: 'ANOMALY_FEW', checked, spikes: spikes.length}}
  if (checked === 0) return {name, status: 'unknown', finding: {code: 'ANOMALY_TOO_FEW'}}
  return {name, status: 'pass', finding: {code: 'ANOMALY_NONE', checked, spikes: 0}}
}

/** When a budget is used up. */
export interface ExhaustionFacts {
  /** As for a budget that stands. */
  readonly name: string
  readonly label: string
  /** Days from now; null: not in sight. */
  readonly days: number | null
  /** Days until the budget's window begins anew; null when it never does. */
  readonly windowDaysLeft: number | null
}

/**
 * Fails when a budget will be used up within so many days, and before its window is over.
 *
 * @param budgets - null when there is no forecast; empty when there are no budgets.
 * @param alertDays - Days.
 */
export function checkProjection(budgets: readonly ExhaustionFacts[] | null, alertDays: number): Check {
  const name = 'projection'
  if (budgets === null) return {name, status: 'unknown', finding: {code: 'PROJECTION_NO_FORECAST'}}
  if (budgets.length === 0) return {name, status: 'pass', finding: {code: 'PROJECTION_NO_BUDGET'}}
  const near = budgets
    .map(({days, windowDaysLeft, ...names}) => ({...names, days: days ?? Infinity, end: windowDaysLeft ?? Infinity}))
    .filter(({days, end}) => days < alertDays && days < end)
    .sort((a, b) => a.days - b.days)
  const [first] = near
  if (first === undefined) return {name, status: 'pass', finding: {code: 'PROJECTION_FAR'}}
  const {name: budget, label, days} = first
  const finding = {code: 'PROJECTION_NEAR', name: budget, label, days, others: near.length - 1} as const
  return {name, status: 'fail', finding}
}
