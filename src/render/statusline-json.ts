import {budgetLabel} from '../core/budget/budget-label.ts'
import type {StatusFacts} from '../core/budget/status-facts.ts'
import type {JudgedRule} from '../core/budget/verdict.ts'
import {type Picodollars, toUsd} from '../core/money/picodollars.ts'
import {writeJson} from './json.ts'

/**
 * The JSON object of `pech statusline --json`: the line, and what it is made of; null: not known.
 *
 * @param line - As it is shown, ended by a newline.
 */
export function statuslineAsJson(facts: StatusFacts, line: string, generatedAtMs: number): string {
  return writeJson({
    schema: 'pech/statusline@1',
    generatedAt: new Date(generatedAtMs).toISOString(),
    problems: [],
    line: line.trimEnd(),
    session: money(facts.sessionPicodollars),
    claudeSessionUsd: facts.claudeSessionUsd,
    today: money(facts.todayPicodollars),
    budget: facts.tightest === null ? null : budget(facts.tightest),
    brokenSettings: facts.broken,
    cacheHitRatio: facts.cacheHitRatio,
    contextPct: facts.contextPercent,
    fiveHourPct: facts.fiveHourPercent,
    sevenDayPct: facts.sevenDayPercent,
    complete: facts.isComplete,
    ledger: facts.hasLedger,
  })
}

function money(amount: Picodollars | null): {usd: number; picodollars: string} | null {
  return amount === null ? null : {usd: toUsd(amount), picodollars: String(amount)}
}

function budget({rule, key, spent, ratio}: JudgedRule) {
  return {
    name: rule.name,
    label: budgetLabel(rule, key),
    spentUsd: toUsd(spent.picodollars),
    limitUsd: toUsd(rule.limitPicodollars),
    ratio,
  }
}
