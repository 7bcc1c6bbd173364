import type {Picodollars} from '../money/picodollars.ts'
import {toUsd} from '../money/picodollars.ts'
import type {DailySeries} from './daily-series.ts'

/** What was spent on one day, in picodollars. */
export interface DaySpend {
  /** `YYYY-MM-DD` in the zone of the series. */
  readonly day: string
  /** Priced money. */
  readonly pricedPicodollars: Picodollars
  /** Estimates for calls without a price, at the newest rate of their family: budgets count them, too. */
  readonly estimatedPicodollars: Picodollars
}

/** Spend per day as the ledger has it, up to now. */
export interface DailySpend {
  /** From the first day with spend to today, without gaps; the last one is today, which is not over. Empty without spend. */
  readonly days: readonly DaySpend[]
  /** Calls that claim to be from the future: left out. */
  readonly futureCalls: number
  /** Calls without a timestamp: left out. */
  readonly undatedCalls: number
  /** Calls without a price, that are in the days with an estimate, and those that have none. */
  readonly estimatedCalls: number
  readonly unpricedCalls: number
}

/**
 * The whole days of a spend as a series of dollars: today is left out, since it is not over.
 *
 * @param spend - At least one day: today.
 * @returns A series from the first day with spend to yesterday; without days when there was none before today.
 */
export function wholeDays({days}: DailySpend): DailySeries {
  const whole = days.slice(0, -1)
  return {firstDay: days[0]!.day, values: whole.map((day) => toUsd(spentOn(day)))}
}

/**
 * What was spent on the days from one on, to this moment.
 *
 * @param spend - May be empty.
 * @param firstDay - `YYYY-MM-DD`.
 * @returns Picodollars, estimates included.
 */
export function spentSince({days}: DailySpend, firstDay: string): Picodollars {
  return days.filter(({day}) => day >= firstDay).reduce((sum, day) => sum + spentOn(day), 0n)
}

/** Priced and estimated money of a day. */
function spentOn({pricedPicodollars, estimatedPicodollars}: DaySpend): Picodollars {
  return pricedPicodollars + estimatedPicodollars
}
