import type {Picodollars} from '../money/picodollars.ts'

/** What an amount does to the marks of its thresholds. */
export interface Crossings {
  /** Thresholds that are passed now and were not before, ascending: each is reported once. */
  readonly fired: readonly number[]
  /** Thresholds that were passed and are no longer: armed again. */
  readonly rearmed: readonly number[]
}

/**
 * Compares an amount with the thresholds that are known to be passed. The result depends on nothing but these, so it may
 * be asked again at any time, after any restart: what is passed and marked is not reported again.
 *
 * @param spent - Picodollars of the window so far.
 * @param limit - Picodollars, above 0.
 * @param thresholds - Percent of the limit, ascending.
 * @param marked - Thresholds that were reported and have not been armed again since.
 */
export function thresholdCrossings(
  spent: Picodollars,
  limit: Picodollars,
  thresholds: readonly number[],
  marked: ReadonlySet<number>,
): Crossings {
  const passed = thresholds.filter((threshold) => isPassed(spent, limit, threshold))
  return {
    fired: passed.filter((threshold) => !marked.has(threshold)),
    rearmed: [...marked].filter((threshold) => !isPassed(spent, limit, threshold)).sort((a, b) => a - b),
  }
}

/** The highest threshold that is passed, in percent; 0 when none is. Most amounts have passed none: the lowest is asked first. */
export function levelOf(spent: Picodollars, limit: Picodollars, thresholds: readonly number[]): number {
  let level = 0
  for (const threshold of thresholds) {
    if (!isPassed(spent, limit, threshold)) break
    level = threshold
  }
  return level
}

/** Thresholds have at most six decimals, so the comparison is exact. */
function isPassed(spent: Picodollars, limit: Picodollars, percent: number): boolean {
  return spent * 100_000_000n >= limit * BigInt(Math.round(percent * 1_000_000))
}
