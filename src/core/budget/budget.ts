import {TUPLE_DIMENSIONS} from '../attribution/dimension.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {WindowKind} from '../time/window.ts'

/** What a budget may match, and may be counted for each value of. */
export const BUDGET_DIMENSIONS = [...TUPLE_DIMENSIONS, 'skill', 'tool', 'mcpServer', 'prompt'] as const

/** One of {@link BUDGET_DIMENSIONS}. */
export type BudgetDimension = (typeof BUDGET_DIMENSIONS)[number]

/** What happens when a budget is used up. */
export const BREACH_ACTIONS = ['alert', 'warn', 'hard_stop'] as const

/** `alert`: an event. `warn`: it is also said in the session. `hard_stop`: the tool call is stopped. */
export type BreachAction = (typeof BREACH_ACTIONS)[number]

/** A call matches when its value of the dimension matches one of the patterns (see `compileFilter`). */
export interface MatchTerm {
  readonly dimension: BudgetDimension
  readonly patterns: readonly string[]
}

/** Over what a budget counts: one session, a unit of the calendar, or always the last `spanMs` milliseconds. */
export type BudgetWindowKind = 'session' | WindowKind

/** One budget. Plain data but for the limit. */
export interface BudgetRule {
  /** Unique within the file. */
  readonly name: string
  /** A call falls under the rule when all terms of one alternative match; `[[]]` is every call. */
  readonly alternatives: readonly (readonly MatchTerm[])[]
  /** The default rule leaves out what these match: what has a rule of its own. */
  readonly except: readonly MatchTerm[]
  /** Each value of this dimension has a budget of its own; null: all that matches shares one. */
  readonly each: BudgetDimension | null
  readonly window: BudgetWindowKind
  /** Above 0. */
  readonly limitPicodollars: Picodollars
  /** What the limit is called in the file: `limit_usd`, `monthly_usd_cap`, `session.total_usd`. */
  readonly limitField: string
  /** Percent of the limit, ascending, each above 0. */
  readonly thresholds: readonly number[]
  readonly onBreach: BreachAction
  /** Where a hard stop begins, picodollars. */
  readonly gracePicodollars: Picodollars
  /** What calls without any price do to the verdict. */
  readonly onUnpriced: 'warn' | 'hard_stop'
}

/** A budgets file as it was understood. */
export interface Budgets {
  readonly rules: readonly BudgetRule[]
  /** Share of orphans among the last calls above which it is reported, 0 to 1; null: not set. */
  readonly orphanRateThreshold: number | null
}

/** What holds without a file. */
export const NO_BUDGETS: Budgets = {rules: [], orphanRateThreshold: null}

/** What budgets judge of a call, by dimension; a missing entry has no value. Skills, tools and servers may be several. */
export type BudgetFacts = Readonly<Partial<Record<BudgetDimension, string | readonly string[] | null>>>

/** The name under which calls without a value of `each` are counted, and the key of a rule without `each`. */
export const WHOLE_KEY = ''

/** Budgets as JSON text: what {@link budgetsFromJson} reads. */
export function budgetsToJson(budgets: Budgets): string {
  return JSON.stringify(budgets, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}

/** Of a rule what JSON holds as text. */
interface StoredMoney {
  limitPicodollars: Picodollars | string
  gracePicodollars: Picodollars | string
}

/**
 * @param json - What {@link budgetsToJson} wrote, and nothing else.
 * @throws SyntaxError on text that is no JSON.
 */
export function budgetsFromJson(json: string): Budgets {
  // in place: a reviver would be asked about every value, and hooks have no milliseconds to spare
  const budgets: Budgets = JSON.parse(json)
  const stored: readonly StoredMoney[] = budgets.rules
  for (const rule of stored) {
    rule.limitPicodollars = BigInt(rule.limitPicodollars)
    rule.gracePicodollars = BigInt(rule.gracePicodollars)
  }
  return budgets
}
