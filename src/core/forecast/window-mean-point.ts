import type {PointModel} from './point-model.ts'

/**
 * Rules that repeat the mean of the last days: `mean28` (28 days), `burn` (the linear run rate of 7 days), and `naive`
 * (as many days as lie ahead: "the same as the last H days").
 *
 * @param windowDays - How many days the mean is taken over, or `'horizon'` for as many as lie ahead. When fewer are
 *   known, the mean of those.
 * @returns A rule without knowledge: its point is 0.
 */
export function createWindowMeanPoint(windowDays: number | 'horizon'): PointModel {
  const sums = [0]
  const levelUsd = (horizonDays: number) => {
    const known = sums.length - 1
    const days = Math.min(known, windowDays === 'horizon' ? horizonDays : windowDays)
    return days === 0 ? 0 : Math.max(0, sums[known]! - sums[known - days]!) / days
  }
  return {
    learn(usd) {
      sums.push(sums.at(-1)! + usd)
    },
    pointUsd: (horizonDays) => horizonDays * levelUsd(horizonDays),
    levelUsd,
    weekdayFactors: () => null,
  }
}
