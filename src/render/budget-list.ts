import type {BudgetList, ListedBudget} from '../core/budget/budget-list.ts'
import {windowName} from '../core/budget/budget-window.ts'
import {settingsFindingPlace, settingsFindingText} from './config-finding.ts'
import {formatMoney} from './money.ts'
import {formatMoment} from './moment.ts'
import type {RenderOptions} from './options.ts'
import {ruleAsJson} from './plain-gate.ts'
import {plainRows} from './plain.ts'
import {visible} from './visible.ts'

const BAR_CELLS = 12

/** Every budget on a line: bar, spent, limit, ratio, when it begins anew, when it will be reached. */
export function budgetListAsText(report: BudgetList, options: RenderOptions): string {
  const head =
    report.done === null ? '' : `${report.done.what} budget "${visible(report.done.name)}" in ${visible(report.file)}\n`
  const findings = report.findings
    .map((finding) => `${settingsFindingPlace(finding, report.file)}${settingsFindingText(finding)}\n`)
    .join('')
  if (report.budgets.length === 0) return `${head}No budgets are set. Try \`pech budget set --month 50\`.\n${findings}`
  const header = ['budget', 'window', '', 'spent', 'limit', 'used', 'action', 'begins anew', 'reached']
  const rows = report.budgets.map((listed) => rowOf(listed, report, options.unicode))
  return head + plainRows([header, ...rows], ['left', 'left', 'left', 'right', 'right', 'right']) + findings
}

function rowOf({judged, reachedAtMs}: ListedBudget, {timezone, generatedAtMs}: BudgetList, unicode: boolean): string[] {
  const {rule, key, spent, ratio, resetsAtMs} = judged
  return [
    rule.name + (rule.each === null ? '' : ` ${key}`),
    windowName(rule.window),
    bar(ratio, unicode),
    formatMoney(spent.picodollars),
    formatMoney(rule.limitPicodollars),
    `${Math.floor(ratio * 100)}%`,
    rule.onBreach,
    resetsAtMs === null ? '' : formatMoment(resetsAtMs, timezone),
    reachedAtMs === null ? '' : reachedAtMs <= generatedAtMs ? 'now' : formatMoment(reachedAtMs, timezone),
  ]
}

function bar(ratio: number, unicode: boolean): string {
  const full = Math.min(BAR_CELLS, Math.floor(ratio * BAR_CELLS))
  const [on, off] = unicode ? ['█', '░'] : ['#', '.']
  return on!.repeat(full) + off!.repeat(BAR_CELLS - full)
}

/** The JSON object of `pech budget list` and its sisters. */
export function budgetListAsJson(report: BudgetList): object {
  return {
    schema: 'pech/budget-list@1',
    generatedAt: new Date(report.generatedAtMs).toISOString(),
    problems: report.problems,
    file: report.file,
    done: report.done,
    budgets: report.budgets.map(({judged, reachedAtMs}) => ({
      ...ruleAsJson(judged),
      verdict: judged.verdict,
      reachedAt: reachedAtMs === null ? null : new Date(reachedAtMs).toISOString(),
    })),
    findings: report.findings,
  }
}
