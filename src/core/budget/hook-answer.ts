import type {SettingsFinding} from '../config/settings-finding.ts'
import type {ExitCode} from '../exit.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {BudgetRule} from './budget.ts'
import type {Judgement} from './verdict.ts'

/** A threshold that was passed just now. */
export interface Crossed {
  readonly rule: BudgetRule
  readonly key: string
  /** Percent of the limit. */
  readonly threshold: number
  readonly spentPicodollars: Picodollars
}

/** The limiter's answer to one tool call. */
export interface LimiterOutcome {
  readonly granted: boolean
  /** Whether the bucket has just run empty. */
  readonly justEmptied: boolean
  readonly waitSeconds: number
  /** Whether an empty bucket stops the call. */
  readonly blocking: boolean
}

/** The events that pech does something on. */
export const HOOK_EVENTS = [
  'SessionStart',
  'PreToolUse',
  'PostToolUse',
  'PreCompact',
  'Stop',
  'SubagentStop',
  'SessionEnd',
  'UserPromptSubmit',
] as const

/** One of {@link HOOK_EVENTS}. */
export type HookEvent = (typeof HOOK_EVENTS)[number]

/** What a hook has to say; the words are made of it elsewhere. */
export interface HookAnswer {
  readonly event: HookEvent
  readonly exitCode: ExitCode
  /** The budgets that were judged; null where nothing was. */
  readonly judgement: Judgement | null
  readonly findings: readonly SettingsFinding[]
  readonly budgetsFile: string
  readonly limiter: (LimiterOutcome & {readonly skill: string}) | null
  readonly crossed: readonly Crossed[]
  readonly observed: string | null
  readonly start: SessionStartFacts | null
  /** What could not be done; it says itself what. */
  readonly troubles: readonly unknown[]
}

/** What is said at the start of a session. */
export interface SessionStartFacts {
  readonly todayPicodollars: Picodollars
  readonly incomplete: boolean
  readonly rateCard: {readonly verifiedAt: string; readonly ageDays: number; readonly severity: string | null}
}
