import {invalidCost, type Verdict} from './verdict.ts'

/**
 * Runs a rule over a stream of calls, each key with a window of its own: the last calls of the key, the current one
 * excluded.
 *
 * @param windowCalls - How many earlier calls of a key are kept, at least 1.
 * @param rule - Gets the cost and the earlier ones, oldest first, possibly fewer than `windowCalls`.
 * @returns A function that judges one call after another, oldest first. What is not a cost is neither judged nor kept.
 */
export function createRecentWindowDetector(
  windowCalls: number,
  rule: (costUsd: number, earlier: readonly number[], key: string) => Verdict,
): (key: string, costUsd: number) => Verdict {
  const windows = new Map<string, number[]>()
  return (key, costUsd) => {
    const reason = invalidCost(costUsd)
    if (reason !== null) return {kind: 'invalid', reason}
    const earlier = windows.get(key) ?? []
    const verdict = rule(costUsd, earlier, key)
    windows.set(key, [...earlier.slice(earlier.length < windowCalls ? 0 : 1), costUsd])
    return verdict
  }
}
