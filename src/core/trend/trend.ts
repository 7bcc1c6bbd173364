import {theilSen, type TheilSen} from './theil-sen.ts'

/** What was spent in one step: a snapshot, or a week. */
export interface TrendPoint {
  readonly label: string
  /** Start, milliseconds since 1970; null when not known. */
  readonly fromMs: number | null
  /** US dollars. */
  readonly usd: number
}

/** Where spending is going, step by step. */
export interface Trend {
  /** In order of time. */
  readonly points: readonly TrendPoint[]
  /** US dollars per step, with its band; null below two points. */
  readonly line: TheilSen | null
  /** Growth of the line from the first step to the last, in percent of its start; null below two points, or from nothing. */
  readonly driftPct: number | null
  /** The same in US dollars; 0 below two points. */
  readonly driftUsd: number
}

/** The verdict on a trend. */
export type TrendVerdict = 'steady' | 'drifting' | 'unknown'

/**
 * The trend over steps that count as equally long, whatever time lies between them.
 *
 * @param points - In any order; those without a time stay where they stand, behind the others.
 * @param level - Of the band, strictly between 0 and 1, such as 0.9.
 */
export function trendOf(points: readonly TrendPoint[], level: number): Trend {
  const inOrder = [...points].sort((a, b) => order(a) - order(b))
  const line = theilSen(
    inOrder.map(({usd}) => usd),
    level,
  )
  if (line === null) return {points: inOrder, line, driftPct: null, driftUsd: 0}
  const driftUsd = line.slope * (inOrder.length - 1)
  return {
    points: inOrder,
    line,
    driftUsd,
    driftPct: line.intercept > 0 ? (100 * driftUsd) / line.intercept : driftUsd === 0 ? 0 : null,
  }
}

/**
 * Whether a trend grows by more than a percentage over all its steps, beyond chance: the whole band of the slope lies above 0. From
 * nothing any growth is more than any percentage.
 *
 * @param limitPct - Percent.
 * @returns `unknown` while there are too few points for a band (fewer than five at a level of 0.9).
 */
export function judgeTrend({line, driftPct}: Trend, limitPct: number): TrendVerdict {
  if (line === null || line.band === null) return 'unknown'
  return line.band.low > 0 && (driftPct === null || driftPct > limitPct) ? 'drifting' : 'steady'
}

function order({fromMs}: TrendPoint): number {
  return fromMs ?? Number.MAX_SAFE_INTEGER
}
