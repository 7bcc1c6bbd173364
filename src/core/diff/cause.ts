import type {Picodollars} from '../money/picodollars.ts'

/** Factors of the cost of a group that is on both sides; the order breaks ties when picodollars are rounded. */
export const FACTORS = ['price', 'volume', 'mix', 'cache', 'size'] as const

/** One of the five factors. */
export type Factor = (typeof FACTORS)[number]

/** Why a cost changed: the five factors, and groups that are on one side only. */
export const CAUSES = [...FACTORS, 'new', 'gone'] as const

/** One of the seven causes. */
export type Cause = (typeof CAUSES)[number]

/** An amount per cause, in picodollars; the sum is the whole change. */
export type Causes = Readonly<Record<Cause, Picodollars>>

/** @returns 0 of every cause. */
export function noCauses(): Causes {
  return {price: 0n, volume: 0n, mix: 0n, cache: 0n, size: 0n, new: 0n, gone: 0n}
}

/** @returns The cause-wise sum; that of nothing is 0 of every cause. */
export function addCauses(all: readonly Causes[]): Causes {
  const sum = {...noCauses()}
  for (const causes of all) for (const cause of CAUSES) sum[cause] += causes[cause]
  return sum
}
