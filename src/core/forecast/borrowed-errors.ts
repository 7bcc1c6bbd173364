import {interpolate} from '../stats/interpolate.ts'

/** How many equally likely errors the table is expanded to. */
export const BORROWED_COUNT = 200

/** Horizons of the table's columns, in days. Beyond the last one nothing was measured: its column is used. */
export const MEASURED_HORIZONS_DAYS = [1, 2, 3, 5, 7, 10, 14, 21, 30] as const

/**
 * Forecast errors of other people, relative to their own scale of spending: 200 equally likely values of (T − F)/S,
 * smallest first. They stand in for one's own errors while those are few, and keep the tails honest afterwards.
 *
 * The table holds quantiles over 20 proxy series (lines changed per author and day in public git histories, scaled like
 * dollars; no AI spend was available), each with the same weight, at origins with 60 or more known days.
 *
 * @param horizonDays - At least 1. Between columns the rows are interpolated in the logarithm of the horizon.
 * @returns `BORROWED_COUNT` values without unit, ascending.
 */
export function borrowedErrors(horizonDays: number): number[] {
  const logs = MEASURED_HORIZONS_DAYS.map((days) => Math.log(days))
  const column = ROWS.map(([, ...row]) => interpolate(logs, row, Math.log(horizonDays)))
  const levels = ROWS.map(([level]) => level)
  return Array.from({length: BORROWED_COUNT}, (_, index) => interpolate(levels, column, (index + 0.5) / BORROWED_COUNT))
}

type Row = readonly [level: number, ...errors: number[]]

/** Level, then one error per horizon of `MEASURED_HORIZONS_DAYS`. */
const ROWS: readonly Row[] = [
  [0.0025, -4.066, -2.697, -2.118, -1.534, -1.277, -1.445, -1.245, -1.248, -1.255],
  [0.005, -3.464, -2.473, -1.983, -1.482, -1.252, -1.353, -1.215, -1.215, -1.207],
  [0.01, -3.016, -2.213, -1.808, -1.405, -1.198, -1.265, -1.178, -1.148, -1.138],
  [0.02, -2.496, -1.916, -1.631, -1.316, -1.15, -1.177, -1.107, -1.074, -1.046],
  [0.03, -2.228, -1.771, -1.529, -1.256, -1.116, -1.119, -1.065, -1.038, -0.999],
  [0.05, -1.904, -1.563, -1.394, -1.179, -1.066, -1.053, -1.013, -0.973, -0.925],
  [0.075, -1.653, -1.406, -1.282, -1.105, -1.021, -0.989, -0.953, -0.911, -0.866],
  [0.1, -1.482, -1.303, -1.194, -1.051, -0.982, -0.944, -0.907, -0.864, -0.82],
  [0.15, -1.282, -1.156, -1.069, -0.969, -0.912, -0.874, -0.846, -0.786, -0.746],
  [0.2, -1.129, -1.04, -0.976, -0.899, -0.86, -0.814, -0.78, -0.724, -0.675],
  [0.3, -0.889, -0.856, -0.818, -0.78, -0.759, -0.698, -0.663, -0.585, -0.527],
  [0.4, -0.697, -0.687, -0.673, -0.668, -0.645, -0.585, -0.528, -0.447, -0.398],
  [0.5, -0.537, -0.533, -0.536, -0.544, -0.51, -0.433, -0.371, -0.308, -0.24],
  [0.6, -0.394, -0.398, -0.406, -0.381, -0.333, -0.243, -0.164, -0.092, -0.041],
  [0.7, -0.284, -0.267, -0.239, -0.113, -0.019, 0.078, 0.135, 0.222, 0.25],
  [0.8, -0.183, 0.08, 0.278, 0.446, 0.548, 0.628, 0.687, 0.693, 0.71],
  [0.85, 0.113, 0.641, 0.816, 0.973, 1.014, 1.078, 1.086, 1.031, 1.076],
  [0.9, 1.229, 1.552, 1.663, 1.737, 1.759, 1.731, 1.715, 1.608, 1.537],
  [0.925, 2.291, 2.31, 2.431, 2.384, 2.251, 2.273, 2.074, 1.991, 1.951],
  [0.95, 3.805, 3.738, 3.734, 3.366, 3.336, 3.117, 2.83, 2.574, 2.531],
  [0.97, 6.459, 6.138, 5.717, 5.096, 4.74, 4.35, 3.986, 3.607, 3.97],
  [0.98, 9.328, 8.499, 7.783, 6.629, 5.852, 5.397, 5.019, 5.426, 5.272],
  [0.99, 16.206, 13.801, 11.852, 9.341, 8.589, 7.647, 7.66, 7.611, 7.334],
  [0.995, 25.25, 20.875, 15.518, 13.662, 11.969, 15.282, 12.807, 9.957, 10.242],
  [0.9975, 42.195, 28.077, 22.997, 30.639, 26.545, 21.194, 15.458, 16.024, 11.802],
]
