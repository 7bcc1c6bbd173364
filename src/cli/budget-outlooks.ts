import type {BudgetOutlook} from '../app/forecast-budgets.ts'
import {budgetLabel} from '../core/budget/budget-label.ts'
import type {BudgetList} from '../core/budget/budget-list.ts'
import type {JudgedRule} from '../core/budget/verdict.ts'
import {toUsd} from '../core/money/picodollars.ts'
import {localDay, localDayOf, startOfDayMs, shiftDay} from '../core/time/local-day.ts'
import {budgetDays, type BudgetDay, hasBudgetDays} from '../io/ledger/budget-days.ts'
import type {Database} from '../io/ledger/database.ts'
import type {Composition} from './composition.ts'

/** Budgets that are looked at: of those that each arm, project … has, the fullest ones. */
const MOST_BUDGETS = 12

/** Days that a forecast of a budget learns from: what is older hardly counts, and costs time. */
const LEARNING_DAYS = 180

/**
 * The budgets as a forecast sees them: what falls under each, day by day. Left out are budgets of single sessions, hours and rolling spans,
 * which no day ends, and those of tools, skills and prompts, whose days the ledger does not keep.
 *
 * @param isMeant - Further ones may be left out.
 */
export function budgetOutlooks(
  ports: Composition,
  database: Database,
  {budgets}: BudgetList,
  isMeant: (judged: JudgedRule) => boolean = () => true,
): BudgetOutlook[] {
  const nowMs = ports.clock()
  const timezone = ports.zone.name
  const meant = budgets
    .map(({judged}) => judged)
    .filter(
      (judged) =>
        judged.resetsAtMs !== null && judged.rule.window !== 'hour' && hasBudgetDays(judged.rule) && isMeant(judged),
    )
    .toSorted((a, b) => b.ratio - a.ratio)
    .slice(0, MOST_BUDGETS)
  const today = localDayOf(timezone, nowMs)
  const fromMs = startOfDayMs(timezone, shiftDay(today.label, -LEARNING_DAYS))
  const days = budgetDays(database, meant, {fromMs, toMs: today.toMs, timezone})
  return meant.map((judged, index) => outlook(judged, days, index, timezone))
}

function outlook(
  {rule, key, spent, resetsAtMs}: JudgedRule,
  days: readonly BudgetDay[],
  index: number,
  timezone: string,
): BudgetOutlook {
  const values = days.map(({usd}) => usd[index] ?? 0)
  const spentTodayUsd = values.pop() ?? 0
  const first = values.findIndex((usd) => usd > 0)
  const firstDay = days[first < 0 ? values.length : first]?.day ?? ''
  return {
    name: rule.name,
    key: rule.each === null ? null : key,
    label: budgetLabel(rule, key),
    limitUsd: toUsd(rule.limitPicodollars),
    spentUsd: toUsd(spent.picodollars),
    spentTodayUsd,
    lastDay: resetsAtMs === null ? null : localDay(timezone, resetsAtMs - 1),
    series: {firstDay, values: first < 0 ? [] : values.slice(first)},
  }
}
