import type {Report} from '../core/report/report.ts'
import {type Amounts, amountsOf, restOf, shareOf} from './amounts.ts'
import {callColumns} from './call-columns.ts'
import {type Column, barColumn, fixedColumn, nameColumn} from './column.ts'
import {compactCount, withThousands} from './count.ts'
import {allFit} from './fit-columns.ts'
import {type Glyphs, glyphsFor} from './glyphs.ts'
import {formatMoney} from './money.ts'
import {formatSpan} from './moment.ts'
import {dimensionWords, shownValue} from './names.ts'
import {notesOn} from './notes.ts'
import type {RenderOptions} from './options.ts'
import {formatShare} from './share.ts'
import {type Style, styled} from './style.ts'
import {drawTable} from './table.ts'
import {tally} from './tally.ts'
import {visible} from './visible.ts'
import {notesAsText, wrapWords} from './wrap.ts'

/** `pech report` on a terminal. */
export function reportTable(report: Report, options: RenderOptions): string {
  if (report.totals.calls === 0n && report.rows.length === 0) return emptyReport(report, options)
  const body = report.rows.map(({totals}) => amountsOf(totals))
  const total = amountsOf(report.totals)
  const rest = report.omittedRows > 0 ? [restOf(total, body)] : []
  const amounts = [...body, ...rest, total]
  const compact = columnsOf(report, amounts, compactCount, options)
  const exact = columnsOf(report, amounts, withThousands, options)
  const rowStyles: Record<number, Style> = {[amounts.length - 1]: 'bold', ...(rest.length > 0 ? {[body.length]: 'dim'} : {})}
  const columns = allFit(exact, options.columns) ? exact : compact
  const table = drawTable({columns, rows: amounts.length, rulesAbove: [amounts.length - 1], rowStyles}, options)
  return `${headerOf(report, options)}\n${table}${notesAsText(notesOn(report.totals, report.cache, report.orphans), options)}`
}

function headerOf({period, totals}: Report, options: RenderOptions): string {
  const {dot, dash} = glyphsFor(options)
  const span = formatSpan(period, dash)
  const label = visible(period.label)
  const first = wrapWords([label, ...(span === '' || span === label ? [] : [span]), visible(period.timezone)], options.columns ?? 80, dot)
  const second = wrapWords([formatMoney(totals.costPicodollars), ...tally(totals)], options.columns ?? 80, dot)
  return [...setOff(first, label, options.color), ...setOff(second, formatMoney(totals.costPicodollars), options.color)].join('')
}

/** Lines whose first words are bold and the others dim. */
function setOff(lines: readonly string[], words: string, color: boolean): string[] {
  return lines.map((line, index) => {
    const bold = index === 0 ? line.slice(0, words.length) : ''
    return `${styled(bold, 'bold', color)}${styled(line.slice(bold.length), 'dim', color)}\n`
  })
}

function columnsOf(report: Report, amounts: readonly Amounts[], count: (count: bigint) => string, options: RenderOptions): Column[] {
  const glyphs = glyphsFor(options)
  const numbers = (header: string, priority: number, of: (amounts: Amounts) => string): Column => fixedColumn(header, priority, amounts.map(of))
  const whole = report.totals.costPicodollars
  const shares = amounts.map(({costPicodollars}) => shareOf(costPicodollars, whole))
  return [
    ...keyColumns(report, options, glyphs),
    numbers('cost', 0, ({costPicodollars}) => formatMoney(costPicodollars)),
    fixedColumn('share', 1, shares.map(formatShare)),
    barColumn(6, shares.slice(0, report.rows.length), glyphs),
    ...(isCalls(report) ? [] : [numbers('calls', 2, ({calls}) => withThousands(calls))]),
    numbers('input', 8, ({input}) => count(input)),
    numbers('output', 3, ({output}) => count(output)),
    numbers('cache read', 5, ({cacheRead}) => count(cacheRead)),
    numbers('cache write', 4, ({cacheWrite}) => count(cacheWrite)),
    numbers('hit', 7, ({hitRatio}) => formatShare(hitRatio)),
  ]
}

function keyColumns(report: Report, options: RenderOptions, glyphs: Glyphs): Column[] {
  const foot = [...(report.omittedRows > 0 ? [`${glyphs.ellipsis} and ${withThousands(BigInt(report.omittedRows))} more`] : []), 'total']
  if (isCalls(report)) return callColumns(report.rows.flatMap(({call}) => (call ? [call] : [])), foot, options)
  const {by, rows} = report
  if (by.length === 0) return [nameColumn('', 0, [...rows.map(() => 'all'), ...foot], glyphs, {minWidth: 5})]
  const minWidth = Math.max(8, Math.floor(((options.columns ?? 80) * 0.3) / by.length))
  const keys = by.map((dimension, index) => {
    const cells = rows.map(({key}) => shownValue(dimension, key[dimension] ?? '', options))
    return nameColumn(dimensionWords(dimension), 0, [...cells, ...(index === 0 ? foot : [])], glyphs, {minWidth})
  })
  const titles = rows.map(({title}) => visible(title ?? ''))
  return titles.some((title) => title !== '') ? [...keys, nameColumn('title', 6, titles, glyphs, {minWidth: 16, cut: 'end'})] : keys
}

function isCalls({rows}: Report): boolean {
  return rows.some(({call}) => call !== undefined)
}

function emptyReport({period}: Report, options: RenderOptions): string {
  const span = formatSpan(period, ' to ')
  const when = span === '' ? visible(period.label) : `${span} (${visible(period.timezone)})`
  const hint = 'Try `pech report --all`, or `pech report --demo` to see what a report looks like.'
  return `No calls: ${when}.\n${styled(hint, 'dim', options.color)}\n`
}
