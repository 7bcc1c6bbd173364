import {toUsd} from '../../core/money/picodollars.ts'
import type {Dashboard} from '../../core/report/dashboard.ts'
import type {UsualCosts} from '../../core/learning/usual-costs.ts'
import type {Report} from '../../core/report/report.ts'
import {anomalyName, byExcess, excessText, MOST_LISTED} from '../anomaly-words.ts'
import {costOfTotals, formatCost} from '../cost.ts'
import {compactCount, withThousands} from '../count.ts'
import {formatUsd} from '../forecast-words.ts'
import {axisLabel, moneyAxis} from '../html/axis.ts'
import {budgetName} from '../html/budget-chart.ts'
import {MOST_KINDS} from '../html/usual-chart.ts'
import {shortLabel, totalOf} from '../html/spend-chart.ts'
import {formatMoney} from '../money.ts'
import {formatMoment, formatSpan} from '../moment.ts'
import {shortId, shortPath} from '../names.ts'
import {narrationSource} from '../narration.ts'
import {notesOn} from '../notes.ts'
import type {RenderOptions} from '../options.ts'
import {documentRows} from '../report-rows.ts'
import {formatShare} from '../share.ts'
import {allTokens} from '../tally.ts'
import {changeInPercent, kindName, signedUsd, usualSummary} from '../usual-words.ts'
import {COLORS, INNER, Sheet} from './sheet.ts'

const MOST_ROWS = 40

/** `pech report --format pdf`: the page as a document, dark, all of its text selectable. Titles of sessions are left out. */
export async function reportPdf(
  report: Report,
  options: Pick<RenderOptions, 'home' | 'timezone'>,
  dashboard?: Dashboard,
): Promise<Uint8Array> {
  const {period, totals, cache} = report
  const sheet = await Sheet.create(`pech: ${period.label}`, report.generatedAtMs)
  sheet.text(`Claude Code, ${period.label}`, 0, 0, {size: 12, color: COLORS.soft})
  sheet.text(formatCost(costOfTotals(totals)), 0, 18, {size: 30, bold: true})
  sheet.text([formatSpan(period, ' – '), period.timezone].filter((part) => part !== '').join(', '), 0, 54, {
    color: COLORS.soft,
  })
  sheet.y += 80
  tiles(sheet, [
    ['calls', withThousands(totals.calls)],
    ['sessions', String(totals.sessions)],
    ['tokens', compactCount(allTokens(totals))],
    ['read from cache', formatShare(cache.hitRatio)],
    ['saved by cache, net', formatMoney(cache.netBenefitPicodollars)],
  ])
  if (report.narration !== undefined) {
    heading(sheet, 'In words')
    paragraph(sheet, report.narration.text, COLORS.ink)
    paragraph(sheet, narrationSource(report.narration.costPicodollars))
  }
  if (dashboard !== undefined) charts(sheet, dashboard)
  const {headings, rows, rest, total} = documentRows(report, options)
  const shown = [...rows.slice(0, MOST_ROWS), ...(rest === undefined ? [] : [rest]), total]
  table(
    sheet,
    `Cost by ${headings.join(' and ')}`,
    ['', 'cost', 'share', 'calls'],
    shown.map(({names, amounts, share}) => [
      names.join(' · '),
      formatCost(amounts),
      formatShare(share),
      withThousands(amounts.calls),
    ]),
  )
  if (dashboard !== undefined) lists(sheet, dashboard, options)
  for (const {label, text} of notesOn(totals, cache, report.orphans)) {
    const words = `${label}: ${text.map((part) => (typeof part === 'string' ? part : part.name)).join('')}`
    paragraph(sheet, words)
  }
  sheet.need(20)
  sheet.text(`Made by pech, ${formatMoment(report.generatedAtMs, options.timezone)} (${options.timezone})`, 0, 6, {
    size: 8,
    color: COLORS.soft,
  })
  return sheet.save()
}

function tiles(sheet: Sheet, figures: readonly (readonly [label: string, value: string])[]): void {
  const width = INNER / figures.length
  sheet.box(0, 0, INNER, 48, COLORS.panel)
  figures.forEach(([label, value], index) => {
    sheet.text(label, index * width + 8, 8, {size: 8, color: COLORS.soft, width: width - 10})
    sheet.text(value, index * width + 8, 22, {size: 15, bold: true, width: width - 10})
  })
  sheet.y += 66
}

function charts(sheet: Sheet, {spend, budgets, forecast}: Dashboard): void {
  const {columns, models, unit} = spend
  if (columns.length > 1) {
    sheet.need(200)
    sheet.text(`Each ${unit} by model`, 0, 0, {size: 12, bold: true})
    models.forEach((model, index) => {
      const x = (index % 3) * (INNER / 3)
      const below = 20 + Math.floor(index / 3) * 12
      sheet.box(x, below + 1, 7, 7, colorOf(models, index))
      sheet.text(model, x + 11, below, {size: 8, color: COLORS.soft, width: INNER / 3 - 16})
    })
    const axis = moneyAxis(Math.max(...columns.map((column) => toUsd(totalOf(column)))))
    const [top, height, width] = [52, 120, INNER / columns.length]
    for (const tick of axis.ticks) {
      const below = top + height * (1 - tick / axis.topUsd)
      sheet.box(0, below, INNER, 0.5, COLORS.line)
      sheet.text(axisLabel(tick), 0, below + 2, {size: 7, color: COLORS.soft})
    }
    const every = Math.max(1, Math.ceil(columns.length / 8))
    columns.forEach((column, index) => {
      let bottom = top + height
      column.costs.forEach((cost, model) => {
        const size = (toUsd(cost) / axis.topUsd) * height
        bottom -= size
        if (size > 0) sheet.box((index + 0.1) * width, bottom, width * 0.8, size, colorOf(models, model))
      })
      if (index % every === 0)
        sheet.text(shortLabel(column.label), index * width, top + height + 4, {size: 7, color: COLORS.soft})
    })
    sheet.y += top + height + 28
  }
  if (forecast?.rest) {
    const toDate = toUsd(forecast.toDatePicodollars)
    const {point, low, high, calibration} = forecast.rest
    const level = Math.round(forecast.level * 100)
    const band = `${formatUsd(toDate + low)} and ${formatUsd(toDate + high)} (${level}%, ${calibration})`
    paragraph(
      sheet,
      `Forecast of ${forecast.label}: ${formatUsd(toDate)} so far, ${formatUsd(toDate + point)} at the end, between ${band}.`,
    )
  }
  if (budgets.length > 0) {
    sheet.need(60)
    sheet.text('Budgets', 0, 0, {size: 12, bold: true})
    sheet.y += 22
  }
  for (const budget of budgets) {
    const {ratio, spent, rule} = budget.judged
    sheet.need(18)
    sheet.text(budgetName(budget), 0, 0, {size: 9, width: 170})
    sheet.box(180, 3, 170, 6, COLORS.line)
    sheet.box(180, 3, 170 * Math.min(1, ratio), 6, ratio >= 1 ? COLORS.over : ratio >= 0.75 ? COLORS.near : COLORS.fine)
    const words = `${formatShare(ratio)}, ${formatMoney(spent.picodollars)} of ${formatMoney(rule.limitPicodollars)}`
    sheet.text(words, 360, 0, {size: 9, align: 'right', width: INNER - 360})
    sheet.y += 16
  }
  sheet.y += 12
}

function lists(
  sheet: Sheet,
  {anomalies, sessions, usual}: Dashboard,
  {home, timezone}: Pick<RenderOptions, 'home' | 'timezone'>,
): void {
  if (sessions.length > 0) {
    const rows = sessions.map(({session, project, calls, hitRatio, costPicodollars}) => {
      return [
        `${shortId(session)}  ${shortPath(project, home)}`,
        formatMoney(costPicodollars),
        formatShare(hitRatio),
        withThousands(calls),
      ]
    })
    table(sheet, 'Dearest sessions', ['', 'cost', 'hit', 'calls'], rows)
  }
  if (usual !== null) usualTable(sheet, usual)
  if (anomalies.length > 0) heading(sheet, 'Out of the usual')
  for (const [index, anomaly] of byExcess(anomalies).slice(0, MOST_LISTED).entries()) {
    const cause = excessText(anomaly)
    const words = `${index + 1}. ${formatMoment(anomaly.atMs, timezone)}: ${formatUsd(anomaly.usd)} instead of ${formatUsd(anomaly.expectedUsd)}, ${anomalyName(anomaly)}`
    paragraph(sheet, cause === null ? words : `${words}: ${cause}`)
  }
}

function usualTable(sheet: Sheet, usual: UsualCosts): void {
  const title = 'Difference from the usual'
  if (usual.kinds.length === 0) {
    heading(sheet, title)
    return paragraph(sheet, usualSummary(usual))
  }
  const rows = usual.kinds.slice(0, MOST_KINDS).map((kind) => {
    const {muUsd, sigmaUsd} = kind.pattern
    return [
      kindName(kind),
      formatUsd(kind.meanUsd),
      `${formatUsd(muUsd)} ± ${formatUsd(sigmaUsd)}`,
      changeInPercent(kind),
      signedUsd(kind.differenceUsd),
    ]
  })
  table(sheet, title, ['', 'mean', 'usually', 'difference', 'amounts to'], rows)
  paragraph(sheet, usualSummary(usual))
}

function heading(sheet: Sheet, title: string): void {
  sheet.need(48)
  sheet.text(title, 0, 0, {size: 12, bold: true})
  sheet.y += 20
}

function table(sheet: Sheet, title: string, headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const column = 78
  const first = INNER - column * (headings.length - 1)
  const draw = (cells: readonly string[], style: {size: number; color: typeof COLORS.ink}) =>
    cells.forEach((cell, index) => {
      if (index === 0) sheet.text(cell, 0, 0, {...style, width: first})
      else sheet.text(cell, first + (index - 1) * column, 0, {...style, align: 'right', width: column})
    })
  const head = () => {
    draw(headings, {size: 8, color: COLORS.soft})
    sheet.y += 14
  }
  // A table that would fit on a page stays in one piece.
  sheet.need(Math.min(32 + rows.length * 16, 400))
  sheet.text(title, 0, 0, {size: 12, bold: true})
  sheet.y += 18
  head()
  for (const row of rows) {
    if (sheet.need(16)) head()
    draw(row, {size: 9, color: COLORS.ink})
    sheet.box(0, 12.5, INNER, 0.5, COLORS.line)
    sheet.y += 16
  }
  sheet.y += 16
}

/** Words in lines of about the page's width. */
function paragraph(sheet: Sheet, words: string, color: typeof COLORS.ink = COLORS.soft): void {
  let row = ''
  const flush = () => {
    sheet.need(14)
    sheet.text(row, 0, 0, {size: 9, color})
    sheet.y += 12
    row = ''
  }
  for (const word of words.split(' ')) {
    if (row.length + word.length > 108) flush()
    row = row === '' ? word : `${row} ${word}`
  }
  flush()
  sheet.y += 6
}

function colorOf(models: readonly string[], index: number) {
  return models[index] === 'other' ? COLORS.other : (COLORS.models[index] ?? COLORS.other)
}
