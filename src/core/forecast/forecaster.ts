/** The expected sum of some coming days and the band around it, in US dollars: 0 ≤ low ≤ point ≤ high. */
export interface PointBand {
  readonly point: number
  readonly low: number
  readonly high: number
}

/** What a method has learned, for people who want to check it. US dollars per day; null where it has no meaning. */
export interface ModelFacts {
  readonly method: ForecastMethod
  /** Present level per day, in US dollars. */
  readonly levelUsd: number
  /** Smoothing weight of the newest day (`ses` only). */
  readonly alpha: number | null
  /** Mean squared one-step error, in squared US dollars (`ses` only). */
  readonly sigma2: number | null
  /** Factor per weekday from Sunday on, of mean 1 (`auto` and `dow`). */
  readonly weekdayFactors: readonly number[] | null
  /** Share of misses the band is built for now, after adapting to past misses; null for `ses`, which does not adapt. */
  readonly missRate: number | null
  /** How many own past errors the band is read from; null for `ses`. */
  readonly ownErrors: number | null
}

/** Forecasts any horizon up to its longest, fed one day at a time; the same days in give the same bands out. */
export interface Forecaster {
  /** Takes the next known day: its spend in US dollars, ≥ 0. */
  learn(usd: number): void
  /** The sum of the next `horizonDays` days, at the level the forecaster was made for. */
  band(horizonDays: number): PointBand
  /** @param horizonDays - For what depends on the horizon: the miss rate and the count of own errors. */
  facts(horizonDays: number): ModelFacts
}

/** Every method by name. `auto` is the calibrated one; the others are there to compare. */
export const FORECAST_METHODS = ['auto', 'ses', 'naive', 'mean28', 'dow', 'burn'] as const

/** The name of a method. */
export type ForecastMethod = (typeof FORECAST_METHODS)[number]
