import type {BudgetOutlook} from '../app/forecast-budgets.ts'
import type {LedgerPort} from '../app/ports.ts'
import {budgetLabel} from '../core/budget/budget-label.ts'
import type {JudgedRule} from '../core/budget/verdict.ts'
import {toUsd} from '../core/money/picodollars.ts'
import type {Filter} from '../core/report/filter.ts'
import {localDay, localDayOf, shiftDay} from '../core/time/local-day.ts'
import type {Database} from '../io/ledger/database.ts'
import {budgetStanding} from './budget-standing.ts'
import type {Composition} from './composition.ts'

/** Budgets that are looked at: of those that each arm, project … has, the fullest ones. */
const MOST_BUDGETS = 12

/**
 * The budgets as a forecast sees them: what falls under each, day by day. Left out are budgets of single sessions and rolling spans,
 * which no day ends, and rules of several alternatives or exceptions, whose days the ledger cannot tell apart.
 */
export function budgetOutlooks(ports: Composition, ledger: LedgerPort, database: Database): BudgetOutlook[] {
  const judged = budgetStanding(ports, database).budgets.map((budget) => budget.judged)
  const meant = judged.filter(
    ({rule}) => rule.alternatives.length === 1 && rule.except.length === 0 && rule.window !== 'session',
  )
  return meant
    .filter(({resetsAtMs}) => resetsAtMs !== null)
    .toSorted((a, b) => b.ratio - a.ratio)
    .slice(0, MOST_BUDGETS)
    .map((one) => outlook(ports, ledger, one))
}

function outlook(ports: Composition, ledger: LedgerPort, {rule, key, spent, resetsAtMs}: JudgedRule): BudgetOutlook {
  const nowMs = ports.clock()
  const timezone = ports.zone.name
  const today = localDayOf(timezone, nowMs).label
  const terms: Filter[] = [...(rule.alternatives[0] ?? [])]
  if (rule.each !== null) terms.push({dimension: rule.each, patterns: [key]})
  const bounds = {fromMs: 0, toMs: nowMs + 1}
  const {groups} = ledger.group({bounds, by: ['day'], filters: terms, timezone, monthStart: 1})
  const byDay = new Map(groups.map(({values, amounts}) => [values[0] ?? '', toUsd(amounts.spentPicodollars)]))
  const first = [...byDay].flatMap(([day, usd]) => (day !== '' && usd > 0 ? [day] : [])).sort()[0] ?? today
  const values: number[] = []
  for (let day = first; day < today; day = shiftDay(day, 1)) values.push(byDay.get(day) ?? 0)
  return {
    name: rule.name,
    key: rule.each === null ? null : key,
    label: budgetLabel(rule, key),
    limitUsd: toUsd(rule.limitPicodollars),
    spentUsd: toUsd(spent.picodollars),
    spentTodayUsd: byDay.get(today) ?? 0,
    lastDay: resetsAtMs === null ? null : localDay(timezone, resetsAtMs - 1),
    series: {firstDay: first, values},
  }
}
