import type {Reported} from '../answer.ts'
import type {TimeSpan} from '../time/time-span.ts'
import type {BurnOutcome} from './burn-rate.ts'

/** The answer of `pech burn`. US dollars. */
export interface BurnReport extends Reported {
  readonly generatedAtMs: number
  readonly timezone: string
  /** As asked for, such as `1d` and `14d`. */
  readonly bucket: string
  readonly lookback: string
  readonly series: readonly (TimeSpan & {readonly usd: number})[]
  /** How much of the last bucket is over, 0…1. */
  readonly elapsedShare: number
  readonly outcome: BurnOutcome
  /** The last hour. */
  readonly usdPerHour: number
  /** Percent; null: nobody asked for an alert. */
  readonly alertPct: number | null
  readonly triggered: boolean
}
