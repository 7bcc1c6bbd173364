import type {Dashboard} from '../../core/report/dashboard.ts'
import type {UsualCosts} from '../../core/learning/usual-costs.ts'
import type {Report} from '../../core/report/report.ts'
import {anomalyName, byExcess, excessText, MOST_LISTED} from '../anomaly-words.ts'
import {costOfTotals, formatCost} from '../cost.ts'
import {compactCount, withThousands} from '../count.ts'
import {formatUsd} from '../forecast-words.ts'
import {MOST_KINDS} from '../html/usual-chart.ts'
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
import {heading, paragraph, table, tiles} from './blocks.ts'
import {drawCharts} from './charts.ts'
import {COLORS, Sheet} from './sheet.ts'

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
  if (dashboard !== undefined) drawCharts(sheet, dashboard)
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
  sheet.foot(`Made by pech, ${formatMoment(report.generatedAtMs, options.timezone)} (${options.timezone})`)
  return sheet.save()
}

function lists(
  sheet: Sheet,
  {anomalies, sessions, usual, caches}: Dashboard,
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
  if (caches.length > 0) {
    const rows = caches.map(({model, cache}) => [
      model,
      formatShare(cache.hitRatio),
      formatMoney(cache.readSavingsPicodollars),
      formatMoney(cache.unreadWrites.costPicodollars),
      formatMoney(cache.netBenefitPicodollars),
    ])
    table(sheet, 'Prompt cache', ['', 'hit', 'saved by reads', 'unread writes', 'net benefit'], rows)
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
