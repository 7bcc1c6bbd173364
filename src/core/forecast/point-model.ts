/**
 * A rule that says how much the coming days will cost, fed one day at a time. It holds what it has learned and nothing
 * else: the same days in give the same answer out.
 */
export interface PointModel {
  /** Takes the next known day: its spend in US dollars, and its weekday (0 = Sunday). */
  learn(usd: number, weekday: number): void
  /** Spend of the next `horizonDays` days together, in US dollars; never decreasing in the horizon. */
  pointUsd(horizonDays: number): number
  /** What a day costs at present, in US dollars, for a sum over `horizonDays` days: the scale of its errors. */
  levelUsd(horizonDays: number): number
  /** Factor per weekday from Sunday on, of mean 1; null for a rule that does not look at weekdays. */
  weekdayFactors(): readonly number[] | null
}
