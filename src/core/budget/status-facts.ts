import type {Picodollars} from '../money/picodollars.ts'
import type {JudgedRule} from './verdict.ts'

/** What a status line can show; null: not known. Percentages are 0 to 100. */
export interface StatusFacts {
  readonly template: string | null
  readonly sessionPicodollars: Picodollars | null
  /** What Claude Code itself counts, US dollars. */
  readonly claudeSessionUsd: number | null
  readonly todayPicodollars: Picodollars | null
  readonly tightest: JudgedRule | null
  /** How many things in the budgets file are not understood. */
  readonly broken: number
  readonly durationMs: number | null
  readonly cacheHitRatio: number | null
  readonly contextPercent: number | null
  readonly fiveHourPercent: number | null
  readonly sevenDayPercent: number | null
  readonly isComplete: boolean
  readonly hasLedger: boolean
}
