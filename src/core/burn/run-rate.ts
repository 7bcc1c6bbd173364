/** When a share of a budget is reached at a steady rate. */
export interface RunRateTarget {
  readonly percent: number
  readonly targetUsd: number
  readonly remainingUsd: number
  /** Days from now, a fraction; 0 when reached already; null when nothing is being spent. */
  readonly daysUntilReached: number | null
}

/** Straight-line projection of a window's spend. */
export interface RunRate {
  readonly usdPerDay: number
  readonly horizons: readonly {readonly days: number; readonly projectedUsd: number}[]
  readonly targets: readonly RunRateTarget[]
}

/** Shares of a budget that are looked at, in percent. */
const TARGET_PERCENTS = [75, 90, 100]

/**
 * The linear projection: spend per day of a window, drawn out. It has no band and says nothing of chance; `exhaustion`
 * does. Kept for comparison and for checks that want one number.
 *
 * @param window - US dollars spent and the days they took (above 0, a fraction is fine).
 * @param horizonsDays - Days ahead to project to.
 * @param budget - Limit and what is spent of it, in US dollars; null for none.
 * @returns Rate, projections and, with a budget, the days until 75, 90 and 100 % of it.
 * @throws RangeError when the window has no length (a bug in the caller).
 */
export function runRate(
  window: {readonly usd: number; readonly days: number},
  horizonsDays: readonly number[],
  budget: {readonly limitUsd: number; readonly spentUsd: number} | null,
): RunRate {
  if (!(window.days > 0)) throw new RangeError('runRate: the window must be longer than 0 days')
  const usdPerDay = window.usd / window.days
  const targets = budget === null ? [] : TARGET_PERCENTS.map((percent) => target(percent, budget, usdPerDay))
  return {usdPerDay, horizons: horizonsDays.map((days) => ({days, projectedUsd: days * usdPerDay})), targets}
}

function target(
  percent: number,
  budget: {readonly limitUsd: number; readonly spentUsd: number},
  usdPerDay: number,
): RunRateTarget {
  const targetUsd = (budget.limitUsd * percent) / 100
  const remainingUsd = Math.max(0, targetUsd - budget.spentUsd)
  const daysUntilReached = remainingUsd === 0 ? 0 : usdPerDay > 0 ? remainingUsd / usdPerDay : null
  return {percent, targetUsd, remainingUsd, daysUntilReached}
}
