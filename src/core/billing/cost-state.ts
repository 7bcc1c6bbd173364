import {isJsonObject} from '../log/json-value.ts'
import type {Picodollars} from '../money/picodollars.ts'

/** What Claude Code itself counted for one model of one session, auxiliary calls included. */
export interface SessionCost {
  readonly session: string
  readonly model: string
  /** Begin of the session, milliseconds since 1970; null where it is not told. */
  readonly startMs: number | null
  readonly cost: Picodollars
}

/**
 * Reads a `cost-state` record as the ledger keeps it.
 *
 * @param session - Its session.
 * @param json - `{startTime, modelUsage: {model: {costUSD}}}`, parsed.
 * @returns One entry per model with a cost; none for anything else.
 */
export function readCostState(session: string, json: unknown): SessionCost[] {
  if (!isJsonObject(json) || !isJsonObject(json['modelUsage'])) return []
  const startMs = typeof json['startTime'] === 'number' ? json['startTime'] : null
  return Object.entries(json['modelUsage']).flatMap(([model, usage]) => {
    const cost = isJsonObject(usage) ? picodollarsOf(usage['costUSD']) : null
    return cost === null ? [] : [{session, model, startMs, cost}]
  })
}

/**
 * Picodollars of a JSON number of dollars, to the nearest millionth of a dollar.
 *
 * @returns null for what is no amount ≥ 0.
 */
export function picodollarsOf(value: unknown): Picodollars | null {
  if (typeof value !== 'number' || !(value >= 0 && value < 1e9)) return null
  return BigInt(Math.round(value * 1e6)) * 1_000_000n
}
