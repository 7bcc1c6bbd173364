import type {Dashboard} from '../core/report/dashboard.ts'
import type {Report} from '../core/report/report.ts'
import {costOfTotals, formatCost} from './cost.ts'
import {compactCount, withThousands} from './count.ts'
import {amountTable} from './html/amount-table.ts'
import {costBars} from './html/cost-bars.ts'
import {dashboardSections} from './html/dashboard.ts'
import {type Html, markup} from './html/html.ts'
import {noteList} from './html/note-list.ts'
import {htmlPage} from './html/page.ts'
import {tiles} from './html/tiles.ts'
import {formatMoney} from './money.ts'
import {formatMoment, formatSpan} from './moment.ts'
import {notesOn} from './notes.ts'
import {narrationSource} from './narration.ts'
import type {RenderOptions} from './options.ts'
import {type DocumentRows, documentRows} from './report-rows.ts'
import {formatShare} from './share.ts'
import {allTokens} from './tally.ts'

/** Bars beyond these say nothing that the table does not say. */
const MOST_BARS = 20

/**
 * `pech report --format html`: one file without script that loads nothing. Titles of sessions are left out.
 *
 * @param dashboard - What is drawn beside the rows; nothing without it.
 */
export function reportHtml(
  report: Report,
  options: Pick<RenderOptions, 'home' | 'timezone'>,
  dashboard?: Dashboard,
): string {
  const {period, totals, cache, orphans} = report
  const document = documentRows(report, options)
  const bars = report.rows.slice(0, MOST_BARS).map((row, index) => {
    return {
      names: document.rows[index]?.names ?? [],
      share: document.rows[index]?.share ?? null,
      ...costOfTotals(row.totals),
      costByClass: row.totals.costByClass,
    }
  })
  return htmlPage({
    title: `${formatCost(costOfTotals(totals))} in ${period.label} - pech`,
    header: headerOf(report),
    sections: [
      figures(report),
      narrationSection(report.narration),
      ...(dashboard === undefined ? [] : dashboardSections(dashboard, report.generatedAtMs, options)),
      costBars(barsTitle(document), bars),
      amountTable('Costs in detail', document),
      noteList(notesOn(totals, cache, orphans)),
    ],
    footer: markup`Made by pech, ${formatMoment(report.generatedAtMs, options.timezone)} (${options.timezone}).`,
  })
}

function narrationSection(narration: Report['narration']): Html {
  if (narration === undefined) return markup``
  const {text, costPicodollars} = narration
  return markup`<section><h2>In words</h2><p class="narration">${text}</p><p>${narrationSource(costPicodollars)}</p></section>`
}

function headerOf({period, totals}: Report): Html {
  const span = formatSpan(period, ' – ')
  const about = [...(span === '' || span === period.label ? [] : [span]), period.timezone].join(' · ')
  return markup`<h1>Claude Code, ${period.label}</h1><p class="total">${formatCost(costOfTotals(totals))}</p><p>${about}</p>`
}

function figures({totals, cache}: Report): Html {
  return tiles([
    ['calls', withThousands(totals.calls)],
    ['sessions', withThousands(BigInt(totals.sessions))],
    ['tokens', compactCount(allTokens(totals))],
    ['read from cache', formatShare(cache.hitRatio)],
    ['saved by the cache, net', formatMoney(cache.netBenefitPicodollars)],
  ])
}

function barsTitle({headings}: DocumentRows): string {
  return headings[0] === 'time' ? 'Cost by call' : `Cost by ${headings.join(' and ')}`
}
