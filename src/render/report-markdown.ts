import type {Report} from '../core/report/report.ts'
import {formatCost, costOfTotals} from './cost.ts'
import {compactCount, withThousands} from './count.ts'
import {markdownName, markdownPhrase, markdownTable} from './markdown.ts'
import {formatSpan} from './moment.ts'
import {notesOn} from './notes.ts'
import type {RenderOptions} from './options.ts'
import {type DocumentRow, documentRows} from './report-rows.ts'
import {formatShare} from './share.ts'
import {tally} from './tally.ts'

const NUMBERS = ['cost', 'share', 'calls', 'input', 'output', 'cache read', 'cache write', 'hit'] as const

/** `pech report --format markdown`: a table as GitHub shows it, in issues, pull requests and step summaries. */
export function reportMarkdown(report: Report, options: Pick<RenderOptions, 'home' | 'timezone'>): string {
  const {headings, rows, rest, total} = documentRows(report, options)
  const empty = headings.slice(1).map(() => '')
  const table = markdownTable(
    [
      ...headings.map((heading) => [heading, 'left'] as const),
      ...NUMBERS.map((heading) => [heading, 'right'] as const),
    ],
    [
      ...rows.map((row) => [...row.names.map(markdownName), ...numbersOf(row)]),
      ...(rest ? [[`_${rest.names.join('')}_`, ...empty, ...numbersOf(rest)]] : []),
      ['**total**', ...empty, ...numbersOf(total).map((cell) => `**${cell}**`)],
    ],
  )
  const notes = notesOn(report.totals, report.cache, report.orphans).map(({kind, label, text}) => {
    return `- ${kind === 'warning' ? '⚠️ ' : ''}**${label}:** ${markdownPhrase(text)}\n`
  })
  return `${headerOf(report)}\n${table}${notes.length > 0 ? '\n' : ''}${notes.join('')}`
}

function headerOf({period, totals}: Report): string {
  const span = formatSpan(period, ' – ')
  const about = [
    ...(span === '' || span === period.label ? [] : [span]),
    markdownName(period.timezone),
    ...tally(totals),
  ]
  return `### ${formatCost(costOfTotals(totals)).replace('$', '\\$')} · ${markdownName(period.label)}\n\n${about.join(' · ')}\n`
}

function numbersOf({amounts, share}: DocumentRow): string[] {
  const {calls, input, output, cacheRead, cacheWrite, hitRatio} = amounts
  return [
    formatCost(amounts),
    markdownShare(share),
    withThousands(calls),
    ...[input, output, cacheRead, cacheWrite].map(compactCount),
    markdownShare(hitRatio),
  ]
}

function markdownShare(share: number | null): string {
  return formatShare(share).replace('<', '&lt;')
}
