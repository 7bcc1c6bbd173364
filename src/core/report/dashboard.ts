import type {Anomaly} from '../anomaly/anomaly.ts'
import type {JudgedRule} from '../budget/verdict.ts'
import type {ForecastReport} from '../forecast/forecast-report.ts'
import type {UsualCosts} from '../learning/usual-costs.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {TimeUnit} from '../time/time-unit.ts'
import type {CacheSummary} from './report.ts'

/** Priced money of one day, week or month, divided by model. */
export interface SpendColumn {
  /** `2026-11-14`, `2026-W46`, `2026-11`. */
  readonly label: string
  /** One amount per name of `SpendColumns.models`, the same order, picodollars. */
  readonly costs: readonly Picodollars[]
}

/** Spend in order of time. All amounts together are the report's total, less what has no date. */
export interface SpendColumns {
  readonly unit: Exclude<TimeUnit, 'hour'>
  /** Dearest first; the last one may be `other`, for all that are not among the first. */
  readonly models: readonly string[]
  /** Without gaps; empty without dated calls. */
  readonly columns: readonly SpendColumn[]
}

/** Spend of a calendar day, picodollars. */
export interface CalendarDay {
  /** Days since 1970-01-01. */
  readonly dayNumber: number
  readonly label: string
  readonly costPicodollars: Picodollars
}

/** A part of the money: who spent it, and with what. */
export interface SpendPart {
  readonly plugin: string
  /** Role where the configuration gives roles, else agent. */
  readonly agent: string
  readonly model: string
  readonly costPicodollars: Picodollars
}

/** A budget, and how its present window was used up. */
export interface BudgetTimeline {
  readonly judged: JudgedRule
  /** Bounds of the window, milliseconds since 1970; null: a session has none. */
  readonly fromMs: number | null
  readonly toMs: number | null
  /** Spent up to the end of each day with spend, in order. */
  readonly points: readonly {readonly label: string; readonly atMs: number; readonly picodollars: Picodollars}[]
}

/** A session among the dearest. Without its title: documents are passed on. */
export interface SessionCost {
  readonly session: string
  readonly project: string
  readonly calls: bigint
  readonly costPicodollars: Picodollars
  readonly hitRatio: number | null
}

/** What the prompt cache did for one model. */
export interface ModelCache {
  readonly model: string
  readonly cache: CacheSummary
}

/** What a page shows beside the rows of a report. */
export interface Dashboard {
  readonly spend: SpendColumns
  /** The days up to the end of the period, a year at most, without gaps. */
  readonly calendar: readonly CalendarDay[]
  /** Dearest first. */
  readonly parts: readonly SpendPart[]
  readonly budgets: readonly BudgetTimeline[]
  /** Of the month that holds now; null when the report is about the past, or filtered. */
  readonly forecast: ForecastReport | null
  /** Spikes and drops of the period, newest last. */
  readonly anomalies: readonly Anomaly[]
  /** Costs per call beside the learned ones; null for a report about parts of calls, such as one tool. */
  readonly usual: UsualCosts | null
  readonly caches: readonly ModelCache[]
  readonly sessions: readonly SessionCost[]
}

/**
 * The largest step of 1, 2 or 5 times a power of ten that divides a span into at least `least` steps.
 *
 * @param most - Dollars; 0 and below give 1.
 * @param least - Steps, at least 1.
 */
export function axisStep(most: number, least: number): number {
  if (!(most > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(most / least))
  const times = most / least / power
  return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1)
}

/**
 * Which of four shades a day of a calendar has, by quarter of the days with spend; 0 is none.
 *
 * @param amount - Picodollars, ≥ 0.
 * @param ascending - Amounts above 0, sorted.
 */
export function calendarShade(amount: Picodollars, ascending: readonly Picodollars[]): 0 | 1 | 2 | 3 | 4 {
  if (amount <= 0n) return 0
  const below = ascending.filter((one) => one < amount).length
  const shades = [1, 2, 3, 4] as const
  return shades[Math.floor((below * 4) / Math.max(1, ascending.length))] ?? 4
}
