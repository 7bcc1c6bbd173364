import type {Report} from '../core/report/report.ts'
import {type Amounts, amountsOf, costShare, restOf} from './amounts.ts'
import {callColumns} from './call-columns.ts'
import {type Column, barColumn, fixedColumn, modelColumn, nameColumn} from './column.ts'
import {costOfTotals, formatCost, restOfCost} from './cost.ts'
import {compactCount, withThousands} from './count.ts'
import {allFit} from './fit-columns.ts'
import {type Glyphs, glyphsFor} from './glyphs.ts'
import {formatSpan} from './moment.ts'
import {dimensionWords, shownValue} from './names.ts'
import {notesOn} from './notes.ts'
import type {RenderOptions} from './options.ts'
import {filterWords, periodHeader} from './period-header.ts'
import {formatShare} from './share.ts'
import {type Style, styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {notesAsText} from './wrap.ts'

/** Names of models differ at their end and are short: they are cut last. */
const WHOLE_MODEL = 17

/** `pech report` on a terminal. */
export function reportTable(report: Report, options: RenderOptions): string {
  if (report.totals.calls === 0n && report.rows.length === 0) return emptyReport(report, options)
  const body = report.rows.map(({totals}) => amountsOf(totals))
  const total = amountsOf(report.totals)
  const rest = report.omittedRows > 0 ? [restOf(total, body)] : []
  const amounts = [...body, ...rest, total]
  const rowStyles: Record<number, Style> = {
    [amounts.length - 1]: 'bold',
    ...(rest.length > 0 ? {[body.length]: 'dim'} : {}),
  }
  const compact = columnsOf(report, amounts, compactCount, options)
  // counts in full are wider: they are not made where even the compact ones have too little room
  const exact = allFit(compact, options.columns) ? columnsOf(report, amounts, withThousands, options) : compact
  const columns = allFit(exact, options.columns) ? exact : compact
  const table = drawTable({columns, rows: amounts.length, rulesAbove: [amounts.length - 1], rowStyles}, options)
  return `${periodHeader(report.period, report.totals, options, report.filters)}\n${table}${notesAsText(notesOn(report.totals, report.cache, report.orphans), options)}`
}

function columnsOf(
  report: Report,
  amounts: readonly Amounts[],
  count: (count: bigint) => string,
  options: RenderOptions,
): Column[] {
  const glyphs = glyphsFor(options)
  const numbers = (header: string, priority: number, of: (amounts: Amounts) => string): Column =>
    fixedColumn(header, priority, amounts.map(of))
  const whole = report.totals.costPicodollars
  const shares = amounts.map((row) => costShare(row, whole))
  return [
    ...keyColumns(report, options, glyphs),
    numbers('cost', 0, formatCost),
    ...windowColumns(report),
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

/** What the rows cost in the last spans, with the rest and the total. */
function windowColumns({windows = [], rows, omittedRows}: Report): Column[] {
  return windows.map(({span, totals}, index) => {
    const body = rows.map(({windows: own}) => costOfTotals(own?.[index] ?? totals))
    const total = costOfTotals(totals)
    const costs = [...body, ...(omittedRows > 0 ? [restOfCost(total, body)] : []), total]
    return fixedColumn(`last ${span}`, 0, costs.map(formatCost))
  })
}

function keyColumns(report: Report, options: RenderOptions, glyphs: Glyphs): Column[] {
  const foot = [
    ...(report.omittedRows > 0 ? [`${glyphs.ellipsis} ${withThousands(BigInt(report.omittedRows))} more`] : []),
    'total',
  ]
  if (isCalls(report))
    return callColumns(
      report.rows.flatMap(({call}) => (call ? [call] : [])),
      foot,
      isOneDay(report),
      options,
    )
  const {by, rows} = report
  if (by.length === 0) return [nameColumn('', 0, [...rows.map(() => 'all'), ...foot], glyphs, {minWidth: 5})]
  const minWidth = Math.max(10, Math.floor(((options.columns ?? 80) * 0.3) / by.length))
  const keys = by.map((dimension, index) => {
    const cells = rows.map(({key}) => shownValue(dimension, key[dimension] ?? '', options))
    const withFoot = [...cells, ...(index === 0 ? foot : [])]
    if (dimension === 'model') {
      return modelColumn('model', 0, withFoot, glyphs, {minWidth: Math.max(minWidth, WHOLE_MODEL)})
    }
    const cut = dimension === 'project' ? 'start' : 'middle'
    return nameColumn(dimensionWords(dimension), 0, withFoot, glyphs, {minWidth, cut})
  })
  const titles = rows.map(({title}) => visible(title ?? ''))
  return titles.some((title) => title !== '')
    ? [...keys, nameColumn('title', 6, titles, glyphs, {minWidth: 16, cut: 'end'})]
    : keys
}

/** Whether the period is no longer than a day, which the header then names. */
function isOneDay({period: {fromMs, toMs}}: Report): boolean {
  return fromMs !== null && toMs !== null && toMs - fromMs <= 25 * 3_600_000
}

function isCalls({rows}: Report): boolean {
  return rows.some(({call}) => call !== undefined)
}

function emptyReport({period, filters}: Report, options: RenderOptions): string {
  const span = formatSpan(period, glyphsFor(options).dash)
  const when = span === '' ? visible(period.label) : `${span} (${visible(period.timezone)})`
  if (filters.length > 0) {
    const [{dimension} = {dimension: 'model'}] = filters
    const seen = `Try \`pech report --all --by ${dimension}\` to see which there are.`
    return `No calls with ${filterWords(filters, options).join(' and ')}: ${when}.\n${styled(seen, 'dim', options.color)}\n`
  }
  const hint = 'Try `pech report --all`, or `pech report --demo` to see what a report looks like.'
  return `No calls: ${when}.\n${styled(hint, 'dim', options.color)}\n`
}
