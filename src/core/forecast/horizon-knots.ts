import {interpolate} from '../stats/interpolate.ts'
import {covers} from './covers.ts'
import type {PointBand} from './forecaster.ts'
import {createHorizonTrack, type HorizonTrack, type Reach} from './horizon-track.ts'
import {FREQUENT_ANCHOR, RARE_ANCHOR, adaptRate, missRate, type MissRates} from './miss-rate.ts'
import type {PointModel} from './point-model.ts'

/** The horizons that are followed, in days. Between two of them the reach of the band is interpolated. */
const KNOT_HORIZONS_DAYS = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 730, 1830, 3660]

/** The longest horizon that can be asked for, in days. */
export const LONGEST_HORIZON_DAYS = 3660

/** The first day on which past bands are judged, and how often. */
const FIRST_JUDGED_DAYS = 15
const JUDGED_EVERY_DAYS = 7

/** All followed horizons of one rule, each with its errors and its adapted miss rates. */
export interface HorizonKnots {
  /** Takes the moment at which `sums.length − 1` days are known; `sums[d]` is the spend of the first d days. */
  learn(sums: readonly number[]): void
  /** How far a band reaches, for a share of misses wanted; never less than for a shorter horizon. */
  reach(target: number, horizonDays: number): Reach
  /** The share of misses that a band is built for at present. */
  missRate(target: number, horizonDays: number): number
  /** How many own errors the band is read from. */
  ownErrors(horizonDays: number): number
}

/** One followed horizon, with the bands whose horizon is not over yet, oldest first. */
interface Knot {
  readonly track: HorizonTrack
  rates: MissRates
  readonly pending: {readonly known: number; readonly rare: PointBand; readonly frequent: PointBand}[]
}

/** The reach of each knot, in their order. */
interface Reaches {
  readonly up: readonly number[]
  readonly down: readonly number[]
}

/**
 * Follows the horizons of a rule side by side. Once a week the bands of that moment are put aside, and each is judged
 * when its horizon is over, not before: its hit or miss moves the rate that later bands are built for.
 *
 * @param model - Fed by the caller before each `learn`.
 * @param longestDays - The longest horizon that will be asked for, 1 to `LONGEST_HORIZON_DAYS`.
 */
export function createHorizonKnots(model: PointModel, longestDays: number): HorizonKnots {
  const lastKnot = KNOT_HORIZONS_DAYS.findIndex((days) => days >= longestDays)
  const days = KNOT_HORIZONS_DAYS.slice(0, lastKnot + 1)
  const knots = days.map((horizonDays): Knot => {
    const rates = {rare: RARE_ANCHOR.target, frequent: FREQUENT_ANCHOR.target}
    return {track: createHorizonTrack(horizonDays, model), rates, pending: []}
  })
  const knotOf = (horizonDays: number) => knots[days.findIndex((knotDays) => knotDays >= horizonDays)]!
  let remembered: {readonly target: number; readonly reaches: Reaches} | null = null
  return {
    learn(sums) {
      remembered = null
      for (const knot of knots) {
        knot.track.learn(sums)
        judge(knot, sums)
      }
      putAside(knots, model, sums.length - 1)
    },
    reach(target, horizonDays) {
      if (remembered?.target !== target) {
        remembered = {target, reaches: widening(knots.map(({track, rates}) => track.reach(missRate(target, rates))))}
      }
      const {up, down} = remembered.reaches
      return {up: interpolate(days, up, horizonDays), down: interpolate(days, down, horizonDays)}
    },
    missRate: (target, horizonDays) => missRate(target, knotOf(horizonDays).rates),
    ownErrors: (horizonDays) => knotOf(horizonDays).track.ownErrors(),
  }
}

/** Lets each horizon reach at least as far as the shorter ones. */
function widening(reaches: readonly Reach[]): Reaches {
  const up: number[] = []
  const down: number[] = []
  for (const reach of reaches) {
    up.push(Math.max(reach.up, up.at(-1) ?? 0))
    down.push(Math.max(reach.down, down.at(-1) ?? 0))
  }
  return {up, down}
}

/**
 * A band from its point and reach: never below 0.
 *
 * @param point - US dollars.
 * @param reach - US dollars.
 */
export function bandAround(point: number, {up, down}: Reach): PointBand {
  return {point, low: Math.max(0, point - down), high: point + up}
}

function putAside(knots: readonly Knot[], model: PointModel, known: number): void {
  if (known < FIRST_JUDGED_DAYS || (known - FIRST_JUDGED_DAYS) % JUDGED_EVERY_DAYS !== 0) return
  const rare = widening(knots.map(({track, rates}) => track.reach(rates.rare)))
  const frequent = widening(knots.map(({track, rates}) => track.reach(rates.frequent)))
  for (const [index, {track, pending}] of knots.entries()) {
    const point = model.pointUsd(track.horizonDays)
    pending.push({
      known,
      rare: bandAround(point, {up: rare.up[index]!, down: rare.down[index]!}),
      frequent: bandAround(point, {up: frequent.up[index]!, down: frequent.down[index]!}),
    })
  }
}

/** Uses the one band, if any, whose horizon ends today. */
function judge(knot: Knot, sums: readonly number[]): void {
  const known = sums.length - 1
  const oldest = knot.pending[0]
  if (oldest === undefined || oldest.known + knot.track.horizonDays > known) return
  knot.pending.shift()
  const actual = sums[known]! - sums[oldest.known]!
  knot.rates = {
    rare: adaptRate(knot.rates.rare, !covers(oldest.rare, actual), RARE_ANCHOR),
    frequent: adaptRate(knot.rates.frequent, !covers(oldest.frequent, actual), FREQUENT_ANCHOR),
  }
}
