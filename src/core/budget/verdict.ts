import type {Picodollars} from '../money/picodollars.ts'
import type {BudgetRule} from './budget.ts'
import {levelOf} from './threshold-crossings.ts'

/** What may be done: go on, go on with a word, or stop. */
export type Verdict = 'OK' | 'WARN' | 'HARD_STOP'

/** What has been spent of one budget in one window. */
export interface Spent {
  /** Priced and estimated money. */
  readonly picodollars: Picodollars
  /** Calls without any price, not even an estimate. */
  readonly unpricedCalls: number
}

/** One budget, its key and window, judged. */
export interface JudgedRule {
  readonly rule: BudgetRule
  readonly key: string
  /** Label of the window, such as `2026-11`. */
  readonly window: string
  /** When the window ends; null for a session or a rolling span. */
  readonly resetsAtMs: number | null
  readonly spent: Spent
  /** Spent over limit. */
  readonly ratio: number
  /** The highest threshold that is passed, percent; 0 when none is. */
  readonly level: number
  readonly verdict: Verdict
  /** Whether unpriced calls, and not money, decided. */
  readonly byUnpriced: boolean
}

/** The verdict over all budgets that count. */
export interface Judgement {
  readonly verdict: Verdict
  /** The judged budget that decided; null when none did. */
  readonly decisive: JudgedRule | null
  /** Worst first. */
  readonly rules: readonly JudgedRule[]
  /** Not all logs have been read yet: a hard stop is only a warning. */
  readonly incomplete: boolean
}

const ORDER: readonly Verdict[] = ['OK', 'WARN', 'HARD_STOP']

/**
 * Judges what was spent of one budget: HARD_STOP from limit × grace on when the rule says so, WARN from the limit on,
 * and at least WARN when calls without a price may hide more.
 */
export function judgeRule(
  rule: BudgetRule,
  place: Pick<JudgedRule, 'key' | 'window' | 'resetsAtMs'>,
  spent: Spent,
): JudgedRule {
  const isStopped = rule.onBreach === 'hard_stop' && spent.picodollars >= rule.gracePicodollars
  const unpriced: Verdict = spent.unpricedCalls === 0 ? 'OK' : rule.onUnpriced === 'hard_stop' ? 'HARD_STOP' : 'WARN'
  const money: Verdict = isStopped ? 'HARD_STOP' : spent.picodollars >= rule.limitPicodollars ? 'WARN' : 'OK'
  return {
    rule,
    ...place,
    spent,
    ratio: Number((spent.picodollars * 1_000_000n) / rule.limitPicodollars) / 1_000_000,
    level: levelOf(spent.picodollars, rule.limitPicodollars, rule.thresholds),
    verdict: rank(unpriced) > rank(money) ? unpriced : money,
    byUnpriced: rank(unpriced) > rank(money),
  }
}

/**
 * The verdict over judged budgets: the worst one.
 *
 * @param rules - In any order; none gives OK.
 * @param incomplete - Whether the first full ingest has not finished yet; then nothing is stopped.
 */
export function judge(rules: readonly JudgedRule[], incomplete: boolean): Judgement {
  const worstFirst = [...rules].sort((a, b) => rank(b.verdict) - rank(a.verdict) || b.ratio - a.ratio)
  const [worst] = worstFirst
  const found = worst?.verdict ?? 'OK'
  return {
    verdict: incomplete && found === 'HARD_STOP' ? 'WARN' : found,
    decisive: worst === undefined || worst.verdict === 'OK' ? null : worst,
    rules: worstFirst,
    incomplete,
  }
}

function rank(verdict: Verdict): number {
  return ORDER.indexOf(verdict)
}
