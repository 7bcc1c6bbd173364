import type {DiffReport} from '../core/diff/diff-report.ts'
import {type Column, fixedColumn, modelColumn, nameColumn} from './column.ts'
import {causeWords, diffNotes, formatPctChange, ruleWords, shortened, verdictWords} from './diff-words.ts'
import {glyphsFor} from './glyphs.ts'
import {formatMoney, formatMoneyChange} from './money.ts'
import {dimensionWords} from './names.ts'
import type {RenderOptions} from './options.ts'
import {phraseText} from './phrase.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {wrapWords} from './wrap.ts'

/** Rows beyond these say nothing that the total does not say. */
const MOST_ROWS = 20

/** `pech diff` on a terminal: the verdict, why, where, and the limits. */
export function diffTable(report: DiffReport, options: RenderOptions): string {
  const {comparison, gate} = report
  const {base, current} = comparison
  const glyphs = glyphsFor(options)
  const style = {pass: 'bold', unknown: 'warning', tripped: 'failure'} as const
  const sides = [base, current].map(
    ({label, costPicodollars}) => `${visible(shortened(label))}: ${formatMoney(costPicodollars)}`,
  )
  const notes = diffNotes(report).map(phraseText)
  const limits = gate.rules.filter(({tripped}) => tripped).map((rule) => phraseText(ruleWords(rule)))
  return [
    `${styled(verdictWords(report), style[gate.verdict], options.color)}\n`,
    `${styled(sides.join(glyphs.dot), 'dim', options.color)}\n`,
    section('Why', causesAsText(report, options), options),
    rowsAsTable(report, options),
    section('Limits exceeded', listAsText(limits, options), options),
    section('Notes', listAsText(notes, options), options),
  ].join('')
}

function section(title: string, text: string, {color}: RenderOptions): string {
  return text === '' ? '' : `\n${styled(title, 'bold', color)}\n${text}`
}

function causesAsText({comparison}: DiffReport, options: RenderOptions): string {
  const causes = causeWords(comparison)
  const amounts = causes.map(({picodollars}) => formatMoneyChange(picodollars))
  const width = Math.max(0, ...amounts.map((amount) => amount.length))
  return causes
    .map(({cause, text}, index) => {
      const start = `  ${cause.padEnd(7)}${(amounts[index] ?? '').padStart(width)}  `
      return hanging(start, phraseText(text), options)
    })
    .join('')
}

function rowsAsTable({comparison: {by, rows, base, current, delta}}: DiffReport, options: RenderOptions): string {
  const changed = rows.filter(({deltaPicodollars}) => deltaPicodollars !== 0n)
  const shown = changed.slice(0, MOST_ROWS)
  if (shown.length === 0) return ''
  const glyphs = glyphsFor(options)
  const left = changed.length - shown.length
  const gap = left > 0 ? [''] : []
  const numbers = (header: string, priority: number, cells: readonly string[], whole: string): Column =>
    fixedColumn(header, priority, [...cells, ...gap, whole])
  const columns = [
    ...by.map((dimension, index) => {
      const cells = shown.map(({key}) => visible(key[dimension] ?? ''))
      const named = index === 0 ? [...cells, ...(left > 0 ? [`${glyphs.ellipsis} ${left} more`] : []), 'total'] : cells
      if (dimension === 'model') return modelColumn('model', 0, named, glyphs, {minWidth: 17})
      const cut = dimension === 'project' ? 'start' : 'middle'
      return nameColumn(dimensionWords(dimension), 0, named, glyphs, {minWidth: 10, cut})
    }),
    numbers(
      'base',
      2,
      shown.map(({basePicodollars}) => formatMoney(basePicodollars)),
      formatMoney(base.costPicodollars),
    ),
    numbers(
      'current',
      2,
      shown.map(({currentPicodollars}) => formatMoney(currentPicodollars)),
      formatMoney(current.costPicodollars),
    ),
    numbers(
      'change',
      0,
      shown.map(({deltaPicodollars}) => formatMoneyChange(deltaPicodollars)),
      formatMoneyChange(delta.deltaPicodollars),
    ),
    numbers(
      '',
      1,
      shown.map(({pct, status}) => (status === 'new' || status === 'gone' ? status : formatPctChange(pct))),
      formatPctChange(delta.pct),
    ),
  ]
  const total = shown.length + gap.length
  const rowStyles = {...(left > 0 ? {[shown.length]: 'dim' as const} : {}), [total]: 'bold' as const}
  return `\n${drawTable({columns, rows: total + 1, rulesAbove: [total], rowStyles}, options)}`
}

function listAsText(lines: readonly string[], options: RenderOptions): string {
  return lines.map((line) => hanging('  ', line, options)).join('')
}

/** A text after its start, its further lines as far in as the first. */
function hanging(start: string, text: string, {columns = 80}: RenderOptions): string {
  const lines = wrapWords(text.split(' '), Math.max(20, Math.min(columns, 100) - start.length))
  return lines.map((line, index) => `${index === 0 ? start : ' '.repeat(start.length)}${line}\n`).join('')
}
