import type {SortedWindow} from './sorted-window.ts'

/**
 * The cost above which a call is a spike: three times the median, and above the 99th percentile by a margin that widens
 * by itself where the tail is heavy.
 *
 * @param window - Earlier costs or ratios, at least one; the judged one is not among them.
 * @returns max(3·Q(.5), Q(.99)·max(1.3, √(Q(.99)/Q(.9)))), in the unit of the window. 0 where all values are 0.
 */
export function spikeThreshold(window: SortedWindow): number {
  const usual = window.quantile(0.5)
  const high = window.quantile(0.9)
  const highest = window.quantile(0.99)
  const tail = high > 0 ? Math.sqrt(highest / high) : 1
  return Math.max(3 * usual, highest * Math.max(1.3, tail))
}
