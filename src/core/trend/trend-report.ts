import type {Reported} from '../answer.ts'
import type {Trend, TrendVerdict} from './trend.ts'

/** The answer of `pech trend`. */
export interface TrendReport extends Reported {
  readonly generatedAtMs: number
  readonly trend: Trend
  /** What the points are, and so what the slope is per. */
  readonly step: 'week' | 'snapshot'
  /** Percent; null when nothing is to be judged. */
  readonly limitPct: number | null
  /** null without a limit. */
  readonly verdict: TrendVerdict | null
}
