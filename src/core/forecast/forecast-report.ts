import type {Reported} from '../answer.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {BacktestOrigin, BacktestScore} from './backtest.ts'
import type {DaysAhead} from './exhaustion.ts'
import type {Calibration, ForecastNote} from './forecast-notes.ts'
import type {NoForecastReason, Observed} from './forecast-sum.ts'
import type {ForecastMethod, ModelFacts, PointBand} from './forecaster.ts'

/** Over what the forecast goes: a session, a unit of the calendar, or a number of days of a series. */
export type ForecastHorizon = 'session' | 'day' | 'week' | 'month' | 'days'

/** A band for what is still to come, with all that belongs beside it. US dollars. */
export interface RestForecast extends PointBand {
  readonly calibration: Calibration
  readonly notes: readonly ForecastNote[]
  readonly observed: Observed
  readonly model: ModelFacts | SessionModel
}

/** How the rest of a session was told: from past sessions that had come as far. */
export interface SessionModel {
  readonly method: 'sessions'
  /** Calls of this session so far. */
  readonly calls: number
  /** Past sessions with as many calls. */
  readonly peers: number
}

/** The sum of some days ahead, today included. */
export interface HorizonForecast extends PointBand {
  readonly days: number
  readonly notes: readonly ForecastNote[]
}

/** When a budget will be used up. */
export interface BudgetForecast {
  readonly name: string
  /** Whose budget it is, for one that each arm, session … has; else null. */
  readonly key: string | null
  /** What it is called where people read of it. */
  readonly label: string
  readonly limitUsd: number
  readonly spentUsd: number
  readonly percent: number
  /** Null: not within the budget's window, or not within a year. */
  readonly earliest: DaysAhead | null
  readonly expected: DaysAhead | null
  readonly latest: DaysAhead | null
}

/** What the ledger could not put on a day or price. */
export interface SpendGaps {
  readonly futureCalls: number
  readonly undatedCalls: number
  readonly estimatedCalls: number
  readonly unpricedCalls: number
}

/** The answer of `pech forecast`. */
export interface ForecastReport extends Reported {
  readonly kind: 'forecast'
  readonly generatedAtMs: number
  readonly horizon: ForecastHorizon
  /** `2026-11`, a session's id, the name of a file. */
  readonly label: string
  readonly method: ForecastMethod
  readonly level: number
  /** The last moment that is known: a time, or a day for a series. */
  readonly asOf: string
  readonly timezone: string | null
  /** Whole days that were learned from. */
  readonly knownDays: number
  /** Days still to come, today with the part that is left of it. For a session: calls, where a method needs a number. */
  readonly restDays: number
  readonly toDatePicodollars: Picodollars
  /** Null: there is no forecast, see `reason`. */
  readonly rest: RestForecast | null
  readonly reason: NoForecastReason | null
  readonly horizons: readonly HorizonForecast[]
  readonly budgets: readonly BudgetForecast[]
  /** Budgets that no forecast of days can tell of, and those beyond the fullest; 0 when absent. */
  readonly budgetsLeftOut?: number
  readonly gaps: SpendGaps
}

/** How one method did in the backtest. */
export interface MethodScore extends BacktestScore {
  readonly method: ForecastMethod
  readonly byHorizon: readonly (BacktestScore & {readonly horizonDays: number})[]
}

/** The answer of `pech forecast --backtest`. */
export interface BacktestReport extends Reported {
  readonly kind: 'backtest'
  readonly generatedAtMs: number
  readonly label: string
  readonly level: number
  readonly warmup: number
  readonly step: number
  readonly knownDays: number
  readonly method: ForecastMethod
  /** Of `method`. */
  readonly origins: readonly BacktestOrigin[]
  readonly reason: NoForecastReason | null
  /** `method` first, then the others. */
  readonly scores: readonly MethodScore[]
}
