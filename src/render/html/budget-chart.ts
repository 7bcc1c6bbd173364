import type {BudgetTimeline} from '../../core/report/dashboard.ts'
import {toUsd} from '../../core/money/picodollars.ts'
import {budgetLabel} from '../../core/budget/budget-label.ts'
import {windowName} from '../../core/budget/budget-window.ts'
import {formatMoney} from '../money.ts'
import {formatShare} from '../share.ts'
import {round} from './axis.ts'
import {chartSection, dataTable} from './chart.ts'
import {type Html, markup} from './html.ts'

/** Each budget's present window: how it was used up, and when it passed a threshold. */
export function budgetChart(budgets: readonly BudgetTimeline[], nowMs: number): Html {
  if (budgets.length === 0) return markup``
  const title = 'Budgets'
  const over = budgets.filter(({judged}) => judged.ratio >= 1).length
  const about = over === 0 ? 'None is used up.' : `${over} of ${budgets.length} used up.`
  return chartSection({
    title,
    about,
    drawing: markup`<ul class="budgets">${budgets.map((budget) => budgetItem(budget, nowMs))}</ul>`,
    table: dataTable(
      title,
      ['budget', 'window', 'spent', 'limit', 'used', 'thresholds passed'],
      budgets.map((budget) => {
        const {rule, spent, ratio, window} = budget.judged
        const passed = crossings(budget).map(({percent, label}) => `${percent}% on ${label}`)
        return [
          budgetName(budget),
          window,
          formatMoney(spent.picodollars),
          formatMoney(rule.limitPicodollars),
          formatShare(ratio),
          passed.join(', ') || 'none',
        ]
      }),
      2,
    ),
  })
}

/** What a budget is called. */
export function budgetName({judged: {rule, key}}: BudgetTimeline): string {
  return budgetLabel(rule, key)
}

/** The day on which each threshold was passed. */
export function crossings({judged: {rule}, points}: BudgetTimeline): {percent: number; label: string; atMs: number}[] {
  return rule.thresholds.flatMap((percent) => {
    const limit = (rule.limitPicodollars * BigInt(Math.round(percent * 100))) / 10_000n
    const point = points.find(({picodollars}) => picodollars >= limit)
    return point === undefined ? [] : [{percent, label: point.label, atMs: point.atMs}]
  })
}

function budgetItem(budget: BudgetTimeline, nowMs: number): Html {
  const {rule, spent, ratio, verdict} = budget.judged
  const level = verdict === 'HARD_STOP' ? 'stop' : ratio >= 1 ? 'over' : ratio >= 0.75 ? 'near' : 'fine'
  const words = `${formatMoney(spent.picodollars)} of ${formatMoney(rule.limitPicodollars)} a ${windowName(rule.window)}`
  return markup`
<li><span>${budgetName(budget)}</span><span class="amount">${formatShare(ratio)} <small>${words}</small></span><svg class="meter" aria-hidden="true" focusable="false"><rect class="${level}" width="${round(Math.min(1, ratio) * 100)}%" height="100%"/></svg>${lineOf(budget, nowMs)}</li>`
}

/** How it was used up over the window, with the limit as a dashed line. */
function lineOf(budget: BudgetTimeline, nowMs: number): Html | undefined {
  const {fromMs, toMs, points, judged} = budget
  if (fromMs === null || points.length < 2) return undefined
  const limit = toUsd(judged.rule.limitPicodollars)
  const top = Math.max(limit, toUsd(judged.spent.picodollars)) * 1.08
  const end = Math.max(toMs ?? nowMs, nowMs)
  const x = (atMs: number) => round(((atMs - fromMs) / (end - fromMs)) * 100)
  const y = (usd: number) => round(100 - (usd / top) * 100)
  const path = [`M0,100`, ...points.map(({atMs, picodollars}) => `L${x(atMs)},${y(toUsd(picodollars))}`)].join('')
  const marks = crossings(budget).map(({percent, label, atMs}) => {
    const cy = y((limit * percent) / 100)
    return markup`<circle class="crossing" cx="${x(atMs)}%" cy="${cy}%" r="4"><title>${percent}% passed on ${label}</title></circle>`
  })
  return markup`<svg class="spark" role="img" aria-label="${budgetName(budget)} over its window"><line class="limit" x1="0" x2="100%" y1="${y(limit)}%" y2="${y(limit)}%"/><svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%"><path class="line" d="${path}"/></svg>${marks}</svg>`
}
