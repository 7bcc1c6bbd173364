/**
 * The share of misses a band is built for, adapted to how often it has really missed.
 *
 * Two rates are kept: for the 95 % band and for the 80 % band, the two levels at which the method was measured. Each
 * moves by a hundredth of its surprise and stays within bounds. Every other level is read off these two, so that a
 * wider level never gives a narrower band.
 */
export interface MissRates {
  readonly rare: number
  readonly frequent: number
}

/** A target share of misses with the bounds within which its rate may move. */
interface Anchor {
  readonly target: number
  readonly least: number
  readonly most: number
}

/** The 95 % band. */
export const RARE_ANCHOR: Anchor = {target: 0.05, least: 0.02, most: 0.1}
/** The 80 % band. Its bounds begin where those of the 95 % band end, so the two never cross. */
export const FREQUENT_ANCHOR: Anchor = {target: 0.2, least: 0.1, most: 0.35}

/** How far one miss or hit moves a rate. */
const STEP = 0.01

/**
 * The rate after one more result.
 *
 * @param rate - Before.
 * @param missed - Whether the true sum lay outside the band.
 * @param anchor - Which rate it is.
 * @returns The rate after, within the anchor's bounds: higher after a hit, lower after a miss.
 * @see Gibbs, I. and Candès, E. (2021), Adaptive conformal inference under distribution shift
 */
export function adaptRate(rate: number, missed: boolean, anchor: Anchor): number {
  return Math.min(anchor.most, Math.max(anchor.least, rate + STEP * (anchor.target - (missed ? 1 : 0))))
}

/**
 * The rate to build a band of any level with.
 *
 * @param target - Share of misses wanted, strictly between 0 and 1: 1 − level.
 * @param rates - As adapted so far.
 * @returns Below 5 % in proportion to the rare rate; from 5 % to 20 % geometric between the two; above, linear up to 1
 *   at a target of 1. Never decreasing in `target`.
 */
export function missRate(target: number, rates: MissRates): number {
  if (target <= RARE_ANCHOR.target) return (target / RARE_ANCHOR.target) * rates.rare
  if (target >= FREQUENT_ANCHOR.target) {
    const share = (target - FREQUENT_ANCHOR.target) / (1 - FREQUENT_ANCHOR.target)
    return rates.frequent + share * (1 - rates.frequent)
  }
  const share = Math.log(target / RARE_ANCHOR.target) / Math.log(FREQUENT_ANCHOR.target / RARE_ANCHOR.target)
  return rates.rare * (rates.frequent / rates.rare) ** share
}
