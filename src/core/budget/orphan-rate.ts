/** Calls that the orphan rate is taken of: the last ones. */
export const ORPHAN_WINDOW_CALLS = 100

/** What the last calls do to the mark of the orphan rate: `crossed` is reported, `rearmed` may be reported again. */
export type OrphanCrossing = 'crossed' | 'rearmed' | 'unchanged'

/**
 * Compares the share of orphans among the last calls with a threshold. Like the thresholds of budgets, the result depends on
 * nothing but what is given here, so that it may be asked again at any time.
 *
 * @param orphans - Of the last calls, those that nobody owns.
 * @param calls - The last calls, up to {@link ORPHAN_WINDOW_CALLS}; 0 leaves everything as it is.
 * @param threshold - Share from 0 to 1; a rate above it crosses, the rate itself does not.
 * @param isMarked - Whether it was reported, and has not come back to the threshold since.
 */
export function orphanCrossing(orphans: number, calls: number, threshold: number, isMarked: boolean): OrphanCrossing {
  if (calls === 0) return 'unchanged'
  const isAbove = orphans / calls > threshold
  if (isAbove === isMarked) return 'unchanged'
  return isAbove ? 'crossed' : 'rearmed'
}
