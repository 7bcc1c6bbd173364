import type {Picodollars} from '../money/picodollars.ts'

/** What `pech health` looks at, in the order in which it is shown; the names that `--skip` and `--only` take. */
export const CHECK_NAMES = [
  'budget',
  'burn',
  'anomaly',
  'projection',
  'orphans',
  'unpriced',
  'rate-card',
  'ingest-lag',
  'integrity',
  'hooks',
] as const

/** One of the checks. */
export type CheckName = (typeof CHECK_NAMES)[number]

/** How a check came out. `unknown`: it could not be judged. */
export type CheckStatus = 'pass' | 'warn' | 'fail' | 'unknown'

/** What a check found, as data; the words stand in `render/health-words.ts`. Amounts in dollars come from statistics. */
export type HealthFinding =
  | {readonly code: 'BUDGET_NONE'}
  | {readonly code: 'BUDGET_UNREADABLE'; readonly file: string}
  | {readonly code: 'BUDGET_WITHIN'; readonly budgets: number}
  | {
      readonly code: 'BUDGET_NEAR' | 'BUDGET_OVER'
      /** Its name in the file, and what it is called where people read of it. */
      readonly name: string
      readonly label: string
      readonly spentPicodollars: Picodollars
      readonly limitPicodollars: Picodollars
      /** Other budgets in the same state. */
      readonly others: number
    }
  | {
      readonly code: 'BURN_STEADY' | 'BURN_FASTER'
      readonly latestUsd: number
      readonly priorMeanUsd: number
      readonly pct: number
    }
  | {readonly code: 'BURN_FROM_ZERO'; readonly latestUsd: number}
  | {readonly code: 'BURN_TOO_SHORT'}
  | {readonly code: 'ANOMALY_NONE' | 'ANOMALY_FEW'; readonly checked: number; readonly spikes: number}
  | {
      readonly code: 'ANOMALY_SPIKES'
      readonly checked: number
      readonly spikes: number
      /** The dearest: what it is, what it cost and what was expected. */
      readonly name: string
      readonly usd: number
      readonly expectedUsd: number
    }
  | {readonly code: 'ANOMALY_TOO_FEW'}
  | {readonly code: 'PROJECTION_NO_BUDGET'}
  | {readonly code: 'PROJECTION_NO_FORECAST'}
  | {readonly code: 'PROJECTION_FAR'}
  | {
      readonly code: 'PROJECTION_NEAR'
      /** As for a budget that is over. */
      readonly name: string
      readonly label: string
      readonly days: number
      readonly others: number
    }
  | {readonly code: 'ORPHANS_NO_CALLS'}
  | {readonly code: 'ORPHANS_FEW' | 'ORPHANS_MANY'; readonly orphans: number; readonly calls: number}
  | {readonly code: 'UNPRICED_NO_CALLS'}
  | {readonly code: 'UNPRICED_NONE'}
  | {
      readonly code: 'UNPRICED_SOME'
      readonly unpriced: number
      readonly calls: number
      readonly models: readonly string[]
    }
  | {readonly code: 'RATE_CARD_UNREADABLE'}
  | {
      readonly code: 'RATE_CARD_FUTURE' | 'RATE_CARD_FRESH' | 'RATE_CARD_AGEING' | 'RATE_CARD_OLD' | 'RATE_CARD_EXPIRED'
      readonly ageDays: number
    }
  | {readonly code: 'INGEST_NO_LOGS'}
  | {readonly code: 'INGEST_CURRENT'}
  | {readonly code: 'INGEST_BEHIND'; readonly lagMs: number}
  | {readonly code: 'INTEGRITY_SOUND'}
  | {readonly code: 'INTEGRITY_BROKEN'; readonly faults: number; readonly first: string}
  | {readonly code: 'INTEGRITY_UNCHECKED'; readonly reason: string}
  | {readonly code: 'HOOKS_INSTALLED'}
  | {readonly code: 'HOOKS_MISSING'; readonly missing: readonly string[]}
  | {readonly code: 'HOOKS_UNREADABLE'; readonly file: string}

/** The result of one check. */
export interface Check {
  readonly name: CheckName
  readonly status: CheckStatus
  readonly finding: HealthFinding
}
