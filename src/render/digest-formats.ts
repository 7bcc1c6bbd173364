import type {Digest} from '../core/digest/digest.ts'
import {digestSections, digestTitle} from './digest-sections.ts'
import {markup, phraseHtml} from './html/html.ts'
import {htmlPage} from './html/page.ts'
import {type Json, writeJson} from './json.ts'
import {markdownPhrase} from './markdown.ts'
import {formatMoment, timestamp} from './moment.ts'
import type {RenderOptions} from './options.ts'
import {phraseText} from './phrase.ts'
import {styled} from './style.ts'
import {padEnd, textWidth} from './text-width.ts'
import {moneyFields, problemFields} from './totals-json.ts'
import {wrapWords} from './wrap.ts'

/** Marks of budgets where Unicode cannot be shown. */
const ASCII_MARKS: Readonly<Record<string, string>> = {'✓': 'ok', '⚠': '!', '✗': 'X'}

/** `pech digest` as text, for a terminal or a mail. */
export function digestText(
  digest: Digest,
  {color, unicode, columns}: Pick<RenderOptions, 'color' | 'unicode' | 'columns'>,
): string {
  const parts = digestSections(digest).map(({title, lines}) => {
    return `\n${styled(title, 'bold', color)}\n${aligned(lines.map(phraseText), columns)
      .map((line) => folded(line, columns))
      .join('')}`
  })
  const text = `${styled(digestTitle(digest), 'bold', color)}\n${parts.join('')}`
  return unicode ? text : text.replace(/[✓⚠✗]/g, (mark) => ASCII_MARKS[mark] ?? '')
}

/** Lines `what: $amount …` with their amounts below each other, where there is room for that; other lines as they are. */
function aligned(lines: readonly string[], columns = Infinity): string[] {
  const parts = lines.map((line) => /^(.*?): (-?\$\d[\d,]*\.\d+)(.*)$/.exec(line))
  const widest = (index: number) => Math.max(0, ...parts.map((part) => textWidth(part?.[index] ?? '')))
  const [label, amount] = [widest(1), widest(2)]
  const isRoomy = 2 + label + 2 + amount <= columns
  return lines.map((line, index) => {
    const [, name, money = '', rest = ''] = parts[index] ?? []
    if (name === undefined) return line
    return isRoomy ? `${padEnd(name, label)}  ${money.padStart(amount)}${rest}` : `${name} ${money}${rest}`
  })
}

/** A line of a section, indented; on a terminal what does not fit goes below it, further in. */
function folded(line: string, columns: number | undefined): string {
  if (columns === undefined) return `  ${line}\n`
  const [first = '', ...others] = wrapWords(line.split(' '), columns - 4)
  return [`  ${first}`, ...others.map((other) => `    ${other}`)].map((one) => `${one}\n`).join('')
}

/** `pech digest --format markdown`. */
export function digestMarkdown(digest: Digest): string {
  const parts = digestSections(digest).map(({title, lines}) => {
    return `\n**${title}**\n\n${lines.map((line) => `- ${markdownPhrase(line)}\n`).join('')}`
  })
  return `### ${digestTitle(digest).replaceAll('$', '\\$')}\n${parts.join('')}`
}

/** `pech digest --format html`: one file without script that loads nothing. */
export function digestHtml(digest: Digest): string {
  const {timezone} = digest.month.period
  return htmlPage({
    title: `${digestTitle(digest)} - pech`,
    header: markup`<h1>Claude Code, the morning page</h1><p class="total">${digestTitle(digest)}</p>`,
    sections: digestSections(digest).map(({title, lines}) => {
      return markup`<section class="notes"><h2>${title}</h2>${lines.map((line) => markup`<p>${phraseHtml(line)}</p>`)}</section>`
    }),
    footer: markup`Made by pech, ${formatMoment(digest.generatedAtMs, timezone)} (${timezone}).`,
  })
}

/** `pech digest --json`. */
export function digestJson(digest: Digest): string {
  const {generatedAtMs, problems, yesterday, month, budgets, anomalies, forecast, reconciled} = digest
  return writeJson({
    schema: 'pech/digest@1',
    generatedAt: timestamp(generatedAtMs),
    problems: problemFields(problems),
    yesterday: periodFields(yesterday),
    month: periodFields(month),
    budgets: budgets.map(({name, state, spentPicodollars, limitPicodollars}) => {
      return {name, state, spent: moneyFields(spentPicodollars), limit: moneyFields(limitPicodollars)}
    }),
    anomalies: anomalies.map(({name, atMs, usd, expectedUsd, cause}) => {
      return {name, at: timestamp(atMs), usd, expectedUsd, cause}
    }),
    forecast: 'none' in forecast ? {point: null, band: null, reason: forecast.none} : forecastFields(forecast),
    reconciled: reconciled && {
      period: reconciled.period.label,
      estimated: moneyFields(reconciled.estimatedPicodollars),
      billed: moneyFields(reconciled.billedPicodollars),
      deltaPct: digest.driftPct,
      isLarge: digest.driftIsLarge,
    },
    mergedChanges: digest.mergedChanges?.count ?? null,
    peers: digest.peers.map(({peer, hourPicodollars, dayPicodollars, weekPicodollars}) => ({
      peer,
      lastHour: moneyFields(hourPicodollars),
      last24Hours: moneyFields(dayPicodollars),
      last7Days: moneyFields(weekPicodollars),
    })),
    perChange: digest.perChangePicodollars === null ? null : moneyFields(digest.perChangePicodollars),
  })
}

function periodFields({period, costPicodollars, calls, arms}: Digest['month']): Json {
  return {
    label: period.label,
    from: timestamp(period.fromMs),
    to: timestamp(period.toMs),
    timezone: period.timezone,
    ...moneyFields(costPicodollars),
    calls,
    byArm: arms.map(({arm, costPicodollars: own}) => ({arm, ...moneyFields(own)})),
  }
}

function forecastFields(forecast: Exclude<Digest['forecast'], {none: string}>): Json {
  const {pointUsd, lowUsd, highUsd, level, calibration} = forecast
  const calibrated = calibration === 'calibrated'
  return {point: {usd: pointUsd}, band: {level, lowUsd, highUsd, calibrated}, reason: null}
}
