import {DEFAULT_FORECAST_OPTIONS} from '../core/forecast/create-forecaster.ts'
import {dayNumber} from '../core/forecast/calendar-day.ts'
import type {PointBand} from '../core/forecast/forecaster.ts'
import {localDayOf} from '../core/time/local-day.ts'
import type {BudgetOutlook} from './forecast-budgets.ts'
import {forecastRest} from './forecast.ts'

/** How sure the bands are. */
export const REST_LEVEL = DEFAULT_FORECAST_OPTIONS.level

/**
 * What is still to come under each budget until its window ends, by `restKey`: US dollars with a band. Budgets of which no
 * forecast can tell are left out.
 */
export function budgetRests(
  budgets: readonly BudgetOutlook[],
  {nowMs, timezone}: {readonly nowMs: number; readonly timezone: string},
): ReadonlyMap<string, PointBand> {
  const today = localDayOf(timezone, nowMs)
  const restOfToday = (today.toMs - nowMs) / (today.toMs - today.fromMs)
  const rests = new Map<string, PointBand>()
  for (const {name, key, lastDay, series} of budgets) {
    const last = lastDay === null ? null : dayNumber(lastDay)
    if (last === null) continue
    const ahead = {days: Math.max(1, last - today.dayNumber + 1), restOfToday}
    const {rest} = forecastRest(series, ahead, [], DEFAULT_FORECAST_OPTIONS)
    if (rest !== null) rests.set(restKey(name, key), {point: rest.point, low: rest.low, high: rest.high})
  }
  return rests
}

/** Names a budget, and whose it is where each key has one. */
export function restKey(name: string, key: string | null): string {
  return JSON.stringify([name, key])
}
