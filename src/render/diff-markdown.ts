import type {Change} from '../core/diff/change.ts'
import type {ComparedSide, DiffRow} from '../core/diff/compare-sides.ts'
import type {DiffReport} from '../core/diff/diff-report.ts'
import {causeWords, diffNotes, formatPctChange, keyPhrase, ruleWords, shortened, verdictWords} from './diff-words.ts'
import {markdownName, markdownPhrase, markdownTable} from './markdown.ts'
import {formatMoney, formatMoneyChange} from './money.ts'
import {dimensionWords} from './names.ts'

/** What GitHub takes as a comment, in UTF-16 units. */
export const LONGEST_COMMENT = 65_536

/** Rows that are shown when they fit. */
const MOST_ROWS = 100

/**
 * The hidden tag by which a comment is found again.
 *
 * @param key - Tells several comments of one pull request apart; of its characters only letters, digits, `-` and `_` count.
 */
export function commentTag(key: string): string {
  return `<!-- pech-diff:${key.replace(/[^A-Za-z0-9_-]/g, '_')} -->`
}

/**
 * `pech diff --format markdown`: a comment for a pull request. The verdict first, then the amounts, the causes in words, the rows folded; at
 * most 65,536 characters, rows being left out until it fits.
 *
 * @param key - See `commentTag`.
 */
export function diffMarkdown(report: DiffReport, key = 'default'): string {
  for (let rows = MOST_ROWS; ; rows = Math.floor(rows / 2)) {
    const text = comment(report, key, rows)
    if (text.length <= LONGEST_COMMENT || rows === 0) return text
  }
}

function comment(report: DiffReport, key: string, most: number): string {
  const {comparison, gate} = report
  const sign = {pass: comparison.delta.deltaPicodollars > 0n ? '🔼' : '✅', tripped: '❌', unknown: '⚠️'}[gate.verdict]
  const causes = causeWords(comparison).map(
    ({cause, picodollars, text}) =>
      `- **${cause}** ${money(formatMoneyChange(picodollars))}: ${markdownPhrase(text)}\n`,
  )
  const notes = diffNotes(report).map((note) => `> ⚠️ ${markdownPhrase(note)}\n`)
  return [
    `${commentTag(key)}\n### ${sign} ${money(verdictWords(report))}\n`,
    amountsTable(report),
    ...(causes.length > 0 ? [`**Why**\n\n${causes.join('')}`] : []),
    ...(notes.length > 0 ? [notes.join('>\n')] : []),
    ...limitsOf(report, most),
    ...rowsOf(report, most),
  ].join('\n')
}

function amountsTable({comparison: {base, current, delta}}: DiffReport): string {
  return markdownTable(
    [
      ['base', 'right'],
      ['current', 'right'],
      ['change', 'right'],
      ['', 'right'],
    ],
    [[sideName(base), sideName(current), '', ''], changeCells(delta).map((cell) => `**${cell}**`)],
  )
}

function sideName({label, git}: ComparedSide): string {
  const sha = git?.sha?.slice(0, 8)
  return `${markdownName(shortened(label))}${sha === undefined ? '' : ` ${markdownName(sha)}`}`
}

function limitsOf({gate: {rules}}: DiffReport, most: number): string[] {
  if (rules.length === 0) return []
  const shown = [...rules].sort((a, b) => Number(b.tripped) - Number(a.tripped)).slice(0, Math.max(1, most))
  const lines = shown.map((rule) => `- ${rule.tripped ? '❌' : '✅'} ${markdownPhrase(ruleWords(rule))}\n`)
  const more = rules.length > shown.length ? `- and ${rules.length - shown.length} more\n` : ''
  const tripped = rules.filter((rule) => rule.tripped).length
  return [folded(`Limits: ${tripped} of ${rules.length} exceeded`, `${lines.join('')}${more}`)]
}

function rowsOf({comparison: {by, rows}}: DiffReport, most: number): string[] {
  const changed = rows.filter(({deltaPicodollars}) => deltaPicodollars !== 0n)
  const shown = changed.slice(0, most)
  if (shown.length === 0) return []
  const headings = ['base', 'current', 'change', ''].map((heading) => [heading, 'right'] as const)
  const table = markdownTable([[by.map(dimensionWords).join(' / '), 'left'], ...headings], shown.map(rowCells))
  const more = changed.length > shown.length ? `\nand ${changed.length - shown.length} more\n` : ''
  return [folded(`By ${by.map(dimensionWords).join(' and ')}`, `${table}${more}`)]
}

function rowCells(row: DiffRow): string[] {
  const cells = changeCells(row)
  const last = row.status === 'new' || row.status === 'gone' ? row.status : (cells[3] ?? '')
  return [markdownPhrase(keyPhrase(row.key)), ...cells.slice(0, 3), last]
}

function changeCells({basePicodollars, currentPicodollars, deltaPicodollars, pct}: Change): string[] {
  return [
    formatMoney(basePicodollars),
    formatMoney(currentPicodollars),
    formatMoneyChange(deltaPicodollars),
    formatPctChange(pct),
  ].map(money)
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n</details>\n`
}

/** Our own words: dollars would begin a formula, and `<0.1%` a tag. */
function money(words: string): string {
  return words.replaceAll('$', '\\$').replaceAll('<', '&lt;')
}
