import type {Picodollars} from '../money/picodollars.ts'

/**
 * When a limit will be reached if spending goes on at the pace of the window so far.
 *
 * @param spent - Picodollars in the window so far.
 * @param limit - Picodollars, above 0.
 * @param window - Its first instant, its end (null: it has none, or moves along, and a steady pace fills it no further), and
 * now, in milliseconds since 1970.
 * @returns The instant; now when it is reached already; null when there is no pace, or the window ends before.
 */
export function reachedAtMs(
  spent: Picodollars,
  limit: Picodollars,
  window: {readonly fromMs: number; readonly toMs: number | null; readonly nowMs: number},
): number | null {
  const {fromMs, toMs, nowMs} = window
  if (spent >= limit) return nowMs
  const elapsedMs = nowMs - fromMs
  if (spent <= 0n || elapsedMs <= 0 || toMs === null) return null
  const atMs = nowMs + Math.ceil(Number(((limit - spent) * BigInt(elapsedMs)) / spent))
  return atMs >= toMs ? null : atMs
}
