import type {Picodollars} from '../money/picodollars.ts'

/** An amount before and after. */
export interface Change {
  readonly basePicodollars: Picodollars
  readonly currentPicodollars: Picodollars
  readonly deltaPicodollars: Picodollars
  /** Percent of the base, a fraction; 0 of nothing to nothing, null from nothing to something. */
  readonly pct: number | null
}

/**
 * @param basePicodollars - Before, ≥ 0.
 * @param currentPicodollars - After, ≥ 0.
 * @returns The change, its percentage to six decimals.
 */
export function changeOf(basePicodollars: Picodollars, currentPicodollars: Picodollars): Change {
  const deltaPicodollars = currentPicodollars - basePicodollars
  return {basePicodollars, currentPicodollars, deltaPicodollars, pct: percentage(deltaPicodollars, basePicodollars)}
}

function percentage(delta: Picodollars, base: Picodollars): number | null {
  if (base === 0n) return delta === 0n ? 0 : null
  return Number((delta * 100n * MILLION) / base) / Number(MILLION)
}

const MILLION = 1_000_000n

/**
 * Whether a change grows by more than a percentage, decided in whole numbers. From zero any growth is more than any percentage.
 *
 * @param limitPct - Percent, to a millionth; 0 means any growth.
 */
export function growsByMoreThanPct({deltaPicodollars, basePicodollars}: Change, limitPct: number): boolean {
  const limit = BigInt(Math.round(limitPct * Number(MILLION)))
  return deltaPicodollars > 0n && deltaPicodollars * 100n * MILLION > limit * basePicodollars
}
