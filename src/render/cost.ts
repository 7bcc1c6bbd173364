import type {Picodollars} from '../core/money/picodollars.ts'
import type {Totals} from '../core/report/totals.ts'
import {formatMoney} from './money.ts'

/** What a group of calls cost, as far as it is known. */
export interface Cost {
  /** Of the calls that have a price. */
  readonly costPicodollars: Picodollars
  /** Of calls without a price whose family gives an estimate; not in the cost. */
  readonly estimatedPicodollars: Picodollars
  readonly unpricedCalls: bigint
}

/** The cost of a group. */
export function costOfTotals({costPicodollars, estimated, unpriced}: Totals): Cost {
  return {costPicodollars, estimatedPicodollars: estimated.costPicodollars, unpricedCalls: unpriced.calls}
}

/** Whether nothing is known of the cost: then `$0.00` would be a lie. */
export function isCostUnknown({costPicodollars, unpricedCalls}: Cost): boolean {
  return costPicodollars === 0n && unpricedCalls > 0n
}

/**
 * Cost for people: the priced money, or when nothing of it is priced the estimate, marked (`~$3.10`), or `-` without one.
 * What is unpriced in a group that has priced money is said below the table, so that rows add up to the total.
 */
export function formatCost(cost: Cost): string {
  if (!isCostUnknown(cost)) return formatMoney(cost.costPicodollars)
  return cost.estimatedPicodollars > 0n ? `~${formatMoney(cost.estimatedPicodollars)}` : '-'
}

/** What groups cost together. */
export function sumOfCosts(costs: readonly Cost[]): Cost {
  const sum = (amount: (cost: Cost) => bigint): bigint => costs.reduce((all, cost) => all + amount(cost), 0n)
  return {
    costPicodollars: sum((cost) => cost.costPicodollars),
    estimatedPicodollars: sum((cost) => cost.estimatedPicodollars),
    unpricedCalls: sum((cost) => cost.unpricedCalls),
  }
}

/** What is left of a whole without some of its parts. */
export function restOfCost(whole: Cost, parts: readonly Cost[]): Cost {
  const taken = sumOfCosts(parts)
  return {
    costPicodollars: whole.costPicodollars - taken.costPicodollars,
    estimatedPicodollars: whole.estimatedPicodollars - taken.estimatedPicodollars,
    unpricedCalls: whole.unpricedCalls - taken.unpricedCalls,
  }
}
