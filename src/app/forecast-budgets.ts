import type {DailySeries} from '../core/forecast/daily-series.ts'
import {dayText, dayNumber} from '../core/forecast/calendar-day.ts'
import type {ForecastOptions} from '../core/forecast/create-forecaster.ts'
import {exhaustion, type DaysAhead} from '../core/forecast/exhaustion.ts'
import type {BudgetForecast} from '../core/forecast/forecast-report.ts'

/** A budget as a forecast sees it. US dollars. */
export interface BudgetOutlook {
  readonly name: string
  /** Whose it is, for a budget that each arm, session … has; else null. */
  readonly key: string | null
  /** What it is called where people read of it. */
  readonly label: string
  readonly limitUsd: number
  /** Spent in its present window, today included. */
  readonly spentUsd: number
  readonly spentTodayUsd: number
  /** Last day of the window, `YYYY-MM-DD`; null when it has no end. */
  readonly lastDay: string | null
  /** Whole days of what falls under it, up to yesterday. */
  readonly series: DailySeries
}

/** When each budget will be used up, the one that is expected first at the top; budgets that no forecast can tell of are left out. */
export function forecastBudgets(
  budgets: readonly BudgetOutlook[],
  options: ForecastOptions,
  today: {readonly label: string},
): BudgetForecast[] {
  return budgets.flatMap((budget) => forecastBudget(budget, options, today.label)).sort(byDate)
}

function forecastBudget(budget: BudgetOutlook, options: ForecastOptions, today: string): BudgetForecast[] {
  const {name, key, label, limitUsd, spentUsd, spentTodayUsd, lastDay, series} = budget
  const facts = {name, key, label, limitUsd, spentUsd, percent: 100}
  const now = {days: 0, day: today}
  if (spentUsd >= limitUsd) return [{...facts, earliest: now, expected: now, latest: now}]
  const outcome = exhaustion(limitUsd - spentUsd + spentTodayUsd, series, options)
  if (outcome.kind === 'none') return []
  const within = (end: DaysAhead | null): DaysAhead | null => {
    if (end === null) return null
    // the forecast begins with today, which is its day 1
    const days = Math.max(1, end.days) - 1
    const day = dayText((dayNumber(today) ?? 0) + days)
    return lastDay !== null && day > lastDay ? null : {days, day}
  }
  return [
    {...facts, earliest: within(outcome.earliest), expected: within(outcome.expected), latest: within(outcome.latest)},
  ]
}

function byDate(a: BudgetForecast, b: BudgetForecast): number {
  const of = ({expected, earliest}: BudgetForecast) => expected?.days ?? 1000 + (earliest?.days ?? 1000)
  return of(a) - of(b) || (a.name < b.name ? -1 : 1)
}
