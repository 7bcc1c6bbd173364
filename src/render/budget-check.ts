import type {BudgetCheck} from '../core/budget/budget-check.ts'
import {budgetLabel} from '../core/budget/budget-label.ts'
import {fixedColumn, nameColumn} from './column.ts'
import {glyphsFor} from './glyphs.ts'
import {formatMoney} from './money.ts'
import {shortPath} from './names.ts'
import type {RenderOptions} from './options.ts'
import {checkReason} from './plain-gate.ts'
import {formatShare} from './share.ts'
import {drawTable} from './table.ts'
import {cutMiddle} from './text-width.ts'
import {visible} from './visible.ts'
import {wrapWords} from './wrap.ts'

/** The verdict, and a row for each budget, the worst first. */
export function budgetCheckAsText(report: BudgetCheck, options: RenderOptions): string {
  const {judgement} = report
  const reason = checkReason(report, shortPath(report.file, options.home))
  const said = `${judgement.verdict}: ${reason}`
  // a line for people is broken, one for programs is not
  const lines =
    options.columns === undefined ? [said] : wrapWords(wordsOf(said, options.columns, options), options.columns)
  const head = `${lines.join('\n')}\n`
  const {rules} = judgement
  if (rules.length === 0) return head
  const columns = [
    fixedColumn(
      'verdict',
      0,
      rules.map(({verdict}) => verdict),
      {align: 'left'},
    ),
    nameColumn(
      'budget',
      0,
      rules.map(({rule, key}) => visible(budgetLabel(rule, key))),
      glyphsFor(options),
      {minWidth: 30, cut: 'end'},
    ),
    fixedColumn(
      'spent',
      0,
      rules.map(({spent}) => formatMoney(spent.picodollars)),
    ),
    fixedColumn(
      'limit',
      1,
      rules.map(({rule}) => formatMoney(rule.limitPicodollars)),
    ),
    fixedColumn(
      'used',
      2,
      rules.map(({ratio}) => formatShare(ratio)),
    ),
  ]
  return head + drawTable({columns, rows: rules.length}, options)
}

function wordsOf(text: string, columns: number, options: Pick<RenderOptions, 'unicode'>): string[] {
  return text.split(' ').map((word) => cutMiddle(word, columns, glyphsFor(options).ellipsis))
}
