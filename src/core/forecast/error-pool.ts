import {interpolate} from '../stats/interpolate.ts'

/** Weighted forecast errors in US dollars, sorted: what the band is read from. */
export interface ErrorPool {
  /** The error at a level of the pooled distribution (0…1). */
  errorAt(level: number): number
  /** The level at which an error stands (0…1); flat beyond the ends. */
  levelOf(error: number): number
}

/** The person's own past errors: dollars, ascending, with a weight each. Grows by one a day. */
export interface OwnErrors {
  readonly errors: number[]
  readonly weights: number[]
}

/**
 * Puts one error in its place, after those that equal it. An error within `room` of one that is there takes its value:
 * their difference is rounding, and if that decided their order, it would decide which weight comes first.
 *
 * @param own - Sorted; is changed.
 * @param error - US dollars, true sum minus forecast.
 * @param weight - Above 0.
 * @param room - US dollars, ≥ 0: how far rounding may have moved an error.
 */
export function insertError(own: OwnErrors, error: number, weight: number, room: number): void {
  let low = 0
  let high = own.errors.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (own.errors[middle]! > error + room) high = middle
    else low = middle + 1
  }
  const before = own.errors[low - 1]
  const isEqual = before !== undefined && error - before <= room
  own.errors.splice(low, 0, isEqual ? before : error)
  own.weights.splice(low, 0, weight)
}

/**
 * Pools a person's own errors with borrowed ones.
 *
 * @param own - Sorted, possibly empty.
 * @param ownFactor - What each of its weights is multiplied by.
 * @param borrowed - US dollars, ascending, at least one.
 * @param borrowedWeight - Of each, above 0.
 * @returns The pooled distribution: item i stands at (weights before it + half its own) / total.
 */
export function poolErrors(
  own: OwnErrors,
  ownFactor: number,
  borrowed: readonly number[],
  borrowedWeight: number,
): ErrorPool {
  const count = own.errors.length + borrowed.length
  const errors = new Float64Array(count)
  const positions = new Float64Array(count)
  let before = 0
  let ownIndex = 0
  let borrowedIndex = 0
  for (let index = 0; index < count; index++) {
    const takeOwn =
      borrowedIndex === borrowed.length ||
      (ownIndex < own.errors.length && own.errors[ownIndex]! <= borrowed[borrowedIndex]!)
    const weight = takeOwn ? own.weights[ownIndex]! * ownFactor : borrowedWeight
    errors[index] = takeOwn ? own.errors[ownIndex++]! : borrowed[borrowedIndex++]!
    positions[index] = before + weight / 2
    before += weight
  }
  const total = before
  return {
    errorAt: (level) => interpolate(positions, errors, level * total),
    levelOf: (error) => interpolate(errors, positions, error) / total,
  }
}
