import type {CostPattern} from './cost-pattern.ts'

/** One pattern as `learnings.json` has it. */
export interface ExportedPattern {
  readonly n_observations: number
  readonly mu_cost_usd: number
  readonly sigma_cost_usd: number
  readonly p50: number
  readonly p95: number
  readonly last_session: string
}

/** The file `learnings.json`. */
export interface ExportedLearnings {
  readonly version: 1
  /** RFC 3339. */
  readonly last_updated: string
  readonly n_sessions_accumulated: number
  readonly patterns: Readonly<Record<string, ExportedPattern>>
}

/**
 * The learned patterns in the shape of `learnings.json`, keys sorted so that the file changes only where the patterns
 * do.
 *
 * @param patterns - By key; none gives an empty object.
 * @param lastUpdated - RFC 3339.
 * @param sessions - How many sessions were learned from.
 */
export function exportLearnings(
  patterns: ReadonlyMap<string, CostPattern>,
  lastUpdated: string,
  sessions: number,
): ExportedLearnings {
  const entries = [...patterns]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(
      ([key, pattern]) =>
        [
          key,
          {
            n_observations: pattern.observations,
            mu_cost_usd: pattern.muUsd,
            sigma_cost_usd: pattern.sigmaUsd,
            p50: pattern.p50Usd,
            p95: pattern.p95Usd,
            last_session: pattern.lastSession,
          },
        ] as const,
    )
  return {
    version: 1,
    last_updated: lastUpdated,
    n_sessions_accumulated: sessions,
    patterns: Object.fromEntries(entries),
  }
}
