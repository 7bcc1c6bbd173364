import {median} from '../stats/median.ts'
import {medianAbsoluteDeviation} from '../stats/median-absolute-deviation.ts'
import {invalidCost, type Verdict} from './verdict.ts'

/** Fewer earlier values above 0 than this tell no usual size. */
const FEWEST_VALUES = 7
/** How many of them are looked at at most. */
const MOST_VALUES = 90
/** From a median absolute deviation to the σ of a normal law. */
const NORMAL_MAD = 1.4826
/** σ of the logarithm that is assumed at least: ordinary sessions vary by a quarter. */
const LEAST_SIGMA = 0.25
const THRESHOLD = 3.5
/** A spike costs at least this many times the usual. */
const LEAST_TIMES = 3

/**
 * The default rule for sessions and days, of which there are few: robust on the logarithm, spikes only. A value is a
 * spike when its logarithm lies more than 3.5 robust σ above the median of the earlier ones, it is three times the
 * usual at least, and above the floor.
 *
 * On the logarithm, since sessions and days differ by factors; robust, so that earlier spikes do not hide a new one.
 * Days without spend are not counted: they say when a person works, not what work costs.
 *
 * @param costUsd - The value to judge, US dollars.
 * @param earlierUsd - The values before it, the latest last. Zeros, and what is no cost, are left out; only the last 90
 *   count.
 * @param floorUsd - The smallest cost worth a word.
 * @returns A verdict whose score is in robust σ; `learning` below 7 earlier values.
 */
export function fewPointsCheck(costUsd: number, earlierUsd: readonly number[], floorUsd = 0): Verdict {
  const reason = invalidCost(costUsd)
  if (reason !== null) return {kind: 'invalid', reason}
  const usable = earlierUsd.filter((value) => value > 0 && invalidCost(value) === null).slice(-MOST_VALUES)
  if (usable.length < FEWEST_VALUES) return {kind: 'learning', seen: usable.length, needed: FEWEST_VALUES}
  const logs = usable.map((value) => Math.log(value))
  const center = median(logs)
  const sigma = Math.max(LEAST_SIGMA, NORMAL_MAD * medianAbsoluteDeviation(logs))
  const expectedUsd = Math.exp(center)
  // A value of 0 has no logarithm; it is as far below as the least one seen.
  const score = (Math.log(costUsd > 0 ? costUsd : Math.min(...usable)) - center) / sigma
  const isSpike = score > THRESHOLD && costUsd >= LEAST_TIMES * expectedUsd && costUsd > floorUsd
  return {kind: isSpike ? 'spike' : 'usual', expectedUsd, score, source: 'window', historyCalls: usable.length}
}
