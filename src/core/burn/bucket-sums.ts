/** A sum of money at a moment. */
export interface TimedCost {
  /** Milliseconds since 1970. */
  readonly atMs: number
  /** US dollars. */
  readonly usd: number
}

/**
 * Sums costs in buckets of equal length that end at a moment; the last one is whole.
 *
 * @param costs - In any order. Those after `endMs` or before the first bucket are left out.
 * @param endMs - End of the last bucket, exclusive.
 * @param bucketMs - Length of each, above 0.
 * @param count - How many, at least 1.
 * @returns US dollars per bucket, oldest first; an empty bucket is 0.
 */
export function bucketSums(costs: Iterable<TimedCost>, endMs: number, bucketMs: number, count: number): number[] {
  const sums = new Array<number>(count).fill(0)
  for (const {atMs, usd} of costs) {
    const index = count - 1 - Math.floor((endMs - 1 - atMs) / bucketMs)
    if (index >= 0 && index < count) sums[index]! += usd
  }
  return sums
}

/**
 * Live spending rate: what the last stretch of time cost, per hour.
 *
 * @param costs - In any order.
 * @param nowMs - End of the stretch.
 * @param windowMs - Its length, above 0; five minutes to an hour are sensible.
 * @returns US dollars per hour; 0 where nothing was spent.
 */
export function usdPerHour(costs: Iterable<TimedCost>, nowMs: number, windowMs: number): number {
  const [usd = 0] = bucketSums(costs, nowMs + 1, windowMs, 1)
  return (usd * HOUR_MS) / windowMs
}

const HOUR_MS = 3_600_000
