import type {CostByClass} from '../rates/rate.ts'
import {COST_CLASSES} from '../rates/rate.ts'

/**
 * One of several equal shares of a whole amount; what does not divide goes to the first ones.
 *
 * @param amount - A whole amount ≥ 0.
 * @param index - Which share, from 0.
 * @param parts - How many shares there are.
 * @returns The share; all shares sum to `amount` exactly.
 */
export function equalShare(amount: bigint, index: number, parts: number): bigint {
  return (amount + BigInt(parts - 1 - index)) / BigInt(parts)
}

/**
 * One of several equal shares of a cost, by class: the share of the total is {@link equalShare} of the total, and the
 * classes add up to it.
 *
 * @param cost - Picodollars by class, each ≥ 0.
 * @param index - Which share, from 0.
 * @param parts - How many shares there are.
 */
export function equalCostShare(cost: CostByClass, index: number, parts: number): CostByClass {
  const share = {...cost}
  let before = 0n
  let shareBefore = 0n
  for (const name of COST_CLASSES) {
    before += cost[name]
    const shareNow = equalShare(before, index, parts)
    share[name] = shareNow - shareBefore
    shareBefore = shareNow
  }
  return share
}
