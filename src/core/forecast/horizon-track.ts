import {BORROWED_COUNT, borrowedErrors} from './borrowed-errors.ts'
import {insertError, poolErrors, type ErrorPool, type OwnErrors} from './error-pool.ts'
import type {PointModel} from './point-model.ts'

/** The first origin whose error counts: before, the point itself has seen too little. */
const FIRST_ERROR_DAYS = 14
/** Half-life of an error's weight, in days. */
const ERROR_HALF_LIFE_DAYS = 120
/** Weight of all borrowed errors together. */
const BORROWED_WEIGHT = 40
/** Until this many days are known, the borrowed errors are stretched. */
const STRETCH_UNTIL_DAYS = 120
const STRETCH = 1.5
/** Errors are differences of sums as large as all that was spent; what is smaller than this share of it is rounding. */
const ROUNDING_SHARE = 1e-12

/** How far a band reaches up and down from its point, in US dollars, both ≥ 0. */
export interface Reach {
  readonly up: number
  readonly down: number
}

/** The errors of one horizon: what was forecast each day, and how it came out once the horizon was over. */
export interface HorizonTrack {
  readonly horizonDays: number
  /** Takes the moment at which `sums.length − 1` days are known; `sums[d]` is the spend of the first d days. */
  learn(sums: readonly number[]): void
  /** How far a band for a share of misses reaches at present. */
  reach(missRate: number): Reach
  /** How many own errors there are. */
  ownErrors(): number
}

/**
 * Follows one horizon: pools the person's own errors (in dollars, recent ones heavier, each counting less for a longer
 * horizon since they overlap) with borrowed ones at the person's present scale.
 *
 * @param horizonDays - At least 1.
 * @param model - Fed by the caller before each `learn`.
 * @returns A track without errors.
 */
export function createHorizonTrack(horizonDays: number, model: PointModel): HorizonTrack {
  const stock = borrowedErrors(horizonDays)
  const middle = (stock[BORROWED_COUNT / 2 - 1]! + stock[BORROWED_COUNT / 2]!) / 2
  const own: OwnErrors = {errors: [], weights: []}
  const points: number[] = []
  let known = 0
  let spent = 0
  let pool: ErrorPool | null = null

  const makePool = () => {
    const scale = horizonDays * (0.4 * (spent / known) + 0.6 * model.levelUsd(horizonDays))
    const stretch = 1 + STRETCH * Math.max(0, 1 - known / STRETCH_UNTIL_DAYS)
    const borrowed = stock.map((error) => scale * (middle + (error - middle) * stretch))
    const age = 0.5 ** ((known - horizonDays) / ERROR_HALF_LIFE_DAYS) / Math.sqrt(horizonDays)
    return poolErrors(own, age, borrowed, BORROWED_WEIGHT / BORROWED_COUNT)
  }
  return {
    horizonDays,
    learn(sums) {
      known = sums.length - 1
      spent = sums[known]!
      pool = null
      points[known] = model.pointUsd(horizonDays)
      const origin = known - horizonDays
      if (origin < FIRST_ERROR_DAYS) return
      const error = spent - sums[origin]! - points[origin]!
      insertError(own, error, 2 ** (origin / ERROR_HALF_LIFE_DAYS), ROUNDING_SHARE * spent)
    },
    reach(missRate) {
      pool ??= makePool()
      return reachOf(pool, missRate, horizonDays === 1 ? points[known]! - ROUNDING_SHARE * spent : null)
    },
    ownErrors: () => own.errors.length,
  }
}

/** The share of the misses that is put above when the band ends at 0 below, where no day can miss it. */
const SHARE_ABOVE = 0.7

/** @param oneDayPoint - What a single day is expected to cost, less the room for rounding; null for longer horizons. */
function reachOf(pool: ErrorPool, missRate: number, oneDayPoint: number | null): Reach {
  const below = pool.errorAt(missRate / 2)
  let upper = 1 - missRate / 2
  if (oneDayPoint !== null && oneDayPoint + below <= 0) {
    // At the rate where the band just reaches 0 the level must not jump down, or a wider level could be narrower.
    upper = Math.max(1 - SHARE_ABOVE * missRate, 1 - pool.levelOf(-oneDayPoint))
  }
  return {up: Math.max(0, pool.errorAt(upper)), down: Math.max(0, -below)}
}
