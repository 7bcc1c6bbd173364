import {budgetLabel} from '../core/budget/budget-label.ts'
import type {BudgetList, ListedBudget} from '../core/budget/budget-list.ts'
import {type Column, fixedColumn, nameColumn} from './column.ts'
import {settingsFindingPlace, settingsFindingText} from './config-finding.ts'
import {glyphsFor} from './glyphs.ts'
import {formatMoney} from './money.ts'
import {shownMoment} from './moment.ts'
import {shortPath} from './names.ts'
import type {RenderOptions} from './options.ts'
import {ruleAsJson} from './plain-gate.ts'
import {formatShare} from './share.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {wrapWords} from './wrap.ts'

const DAY_MS = 86_400_000

/** Every budget on a line: bar, spent, limit, ratio, when it begins anew, when it will be reached. */
export function budgetListAsText(report: BudgetList, options: RenderOptions): string {
  const file = visible(shortPath(report.file, options.home))
  const head = report.done === null ? '' : `${report.done.what} budget "${visible(report.done.name)}" in ${file}\n`
  const findings = report.findings
    .map((finding) => `${settingsFindingPlace(finding, report.file)}${settingsFindingText(finding)}\n`)
    .join('')
  if (report.budgets.length === 0) return `${head}No budgets are set. Try \`pech budget set --month 50\`.\n${findings}`
  const table = drawTable({columns: columnsOf(report, options), rows: report.budgets.length}, options)
  return head + table + paceNote(report, options) + findings
}

function columnsOf({budgets, timezone, generatedAtMs}: BudgetList, options: RenderOptions): Column[] {
  const glyphs = glyphsFor(options)
  const fixed = (header: string, priority: number, cell: (budget: ListedBudget) => string, align?: 'left') =>
    fixedColumn(header, priority, budgets.map(cell), align === undefined ? {} : {align})
  const name = (header: string, priority: number, cell: (budget: ListedBudget) => string, minWidth: number) =>
    nameColumn(header, priority, budgets.map(cell).map(visible), glyphs, {minWidth, cut: 'end'})
  // by its name a budget of each arm, project, … is found in the file; another one also by what it is called here
  const isNameNeeded = budgets.some(({judged}) => judged.rule.each !== null)
  const moment = (atMs: number) => momentOf(atMs, generatedAtMs, {timezone, columns: options.columns})
  return [
    name('budget', 0, ({judged}) => budgetLabel(judged.rule, judged.key), 32),
    absoluteBar(
      budgets.map(({judged}) => judged.ratio),
      options.unicode,
    ),
    fixed('spent', 0, ({judged}) => formatMoney(judged.spent.picodollars)),
    fixed('limit', 1, ({judged}) => formatMoney(judged.rule.limitPicodollars)),
    fixed('used', 0, ({judged}) => formatShare(judged.ratio)),
    fixed('action', 5, ({judged}) => judged.rule.onBreach, 'left'),
    fixed('begins anew', 4, ({judged: {resetsAtMs}}) => (resetsAtMs === null ? '' : moment(resetsAtMs)), 'left'),
    fixed(
      'reached',
      2,
      ({reachedAtMs}) => (reachedAtMs === null ? '' : reachedAtMs <= generatedAtMs ? 'now' : moment(reachedAtMs)),
      'left',
    ),
    name('name', isNameNeeded ? 3 : 7, ({judged}) => judged.rule.name, 12),
  ]
}

/** A day, with the time where that says something: soon, and not at midnight. */
function momentOf(
  atMs: number,
  nowMs: number,
  zone: {readonly timezone: string; readonly columns: number | undefined},
): string {
  const moment = shownMoment(atMs, nowMs, zone)
  const isSoon = atMs - nowMs < 2 * DAY_MS
  return isSoon && !moment.endsWith(' 00:00') ? moment : moment.slice(0, moment.indexOf(' '))
}

/** How much of each limit is used: a full bar is a limit that is reached. */
function absoluteBar(ratios: readonly number[], unicode: boolean): Column {
  const [on, off] = unicode ? ['█', '░'] : ['#', '.']
  return {
    header: '',
    align: 'left',
    priority: 6,
    minWidth: 6,
    maxWidth: 12,
    whole: false,
    style: 'accent',
    cell: (row, width) => {
      const full = Math.min(width, Math.floor((ratios[row] ?? 0) * width))
      return on!.repeat(full) + off!.repeat(width - full)
    },
    isNarrow: true,
  }
}

/** What stands behind the days on which limits will be reached; nothing where no such day is shown. */
function paceNote({budgets, generatedAtMs}: BudgetList, {columns = 80}: RenderOptions): string {
  if (!budgets.some(({reachedAtMs}) => reachedAtMs !== null && reachedAtMs > generatedAtMs)) return ''
  const words =
    'reached: if spending goes on at the pace of the window so far; `pech forecast` knows weekdays and trends'
  return wrapWords(words.split(' '), Math.min(columns, 100))
    .map((line) => `${line}\n`)
    .join('')
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
