import type {BudgetFacts, Budgets} from '../../core/budget/budget.ts'
import type {Crossed, LimiterOutcome} from '../../core/budget/hook-answer.ts'
import type {Spent} from '../../core/budget/verdict.ts'
import type {Config} from '../../core/config/config.ts'
import type {SettingsFinding} from '../../core/config/settings-finding.ts'
import type {NewEvent} from '../../core/events/event.ts'

/** The window of a rule that is open now. */
export interface OpenWindow {
  readonly label: string
  readonly fromMs: number | null
  readonly toMs: number | null
}

/** Where a tool call stands, as far as a hook knows. */
export interface CallPlace {
  readonly session: string | null
  readonly cwd: string | null
  readonly agent: string | null
  readonly tool: string | null
  readonly prompt: string | null
}

/** A session's money so far, its subagents included. */
export interface SessionCost {
  readonly calls: number
  readonly costPicodollars: bigint
  readonly estimatedPicodollars: bigint
}

/** What new lines are read for: calls, or all that they say. */
export type Wanted = 'calls' | 'everything'

/** What the gate asks of the ledger, the logs and the budgets file, all for one moment. */
export interface Gate {
  readonly nowMs: number
  /** Path of the budgets file, for people. */
  readonly budgetsFile: string
  readonly config: Config
  /** Whether a full ingest has ever finished. */
  isComplete(): boolean
  /**
   * Reads what the session's files have gained, and posts it.
   *
   * @param wanted - `calls`: while there is none among it, the rest may wait.
   * @returns Calls added or improved.
   */
  catchUp(transcript: string, wanted: Wanted): {readonly bytes: number; readonly calls: number; readonly left: boolean}
  /** The budgets in force; amounts are in step with them. */
  budgets(): {readonly budgets: Budgets; readonly findings: readonly SettingsFinding[]}
  window(rule: number, session: string | null): OpenWindow
  spent(rule: number, key: string, session: string | null): Spent
  /** Keys for which the rule has counted something in its open window. */
  keys(rule: number, session: string | null): readonly string[]
  facts(place: CallPlace): BudgetFacts
  takeToken(session: string, skill: string): LimiterOutcome
  /** Records events of thresholds that were passed since the last time. */
  settle(): readonly Crossed[]
  record(event: NewEvent): boolean
  /** Appends recorded events to `events.jsonl`. */
  mirror(): void
  /**
   * Starts sending recorded events to the configured sinks, in a process of its own; without sinks it costs nothing.
   *
   * @param isLast - Nobody may ask again soon: what waits is not left for later.
   */
  deliver(isLast: boolean): void
  /** Records what `ENCHANTED_ATTRIBUTION` says from now on. */
  declare(session: string, json: string): void
  sessionCost(session: string): SessionCost
  /** Priced and estimated money of all calls of this day. */
  spentToday(): bigint
  /** The session that made the last call; null without calls. */
  latestSession(): string | null
  /** `severity` null: fresh enough. */
  rateCardAge(): {
    readonly verifiedAt: string
    readonly ageDays: number
    readonly severity: 'warning' | 'error' | null
  }
  /** Reports spikes among a session's newest calls, each once. @returns How many are new and not silenced. */
  reportSpikes(session: string): number
  /** Takes in what a session's kinds of calls cost; every session counts once. */
  learn(session: string): void
  /** Starts a full ingest in the background, unless one was started lately. */
  startIngest(): void
}
