import type {Anomaly, AnomalyReport, DismissReport} from '../core/anomaly/anomaly.ts'
import {keyParts} from '../core/anomaly/call-keys.ts'
import {anomalyName, changeText, excessText, promptText} from './anomaly-words.ts'
import {fixedColumn, nameColumn} from './column.ts'
import {counted} from './count.ts'
import {formatUsd} from './forecast-words.ts'
import {glyphsFor} from './glyphs.ts'
import {formatMoment, shownMoment} from './moment.ts'
import type {Note} from './notes.ts'
import type {RenderOptions} from './options.ts'
import {phrase} from './phrase.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {notesAsText, wrapWords} from './wrap.ts'

/** Anomalies that are explained one by one. */
const MOST_EXPLAINED = 20

/** `pech anomaly` on a terminal: a line for each, then why. */
export function anomalyText(report: AnomalyReport, options: RenderOptions): string {
  const {anomalies, checked, label, method, unit} = report
  const {dot} = glyphsFor(options)
  const nouns = unit === 'day' && method === 'poisson' ? 'kind of calls' : unit
  const kinds =
    nouns === 'kind of calls' ? `${checked} ${checked === 1 ? 'kind' : 'kinds'} of calls` : counted(checked, unit)
  const about = [visible(label), `${kinds} looked at`, `method ${method}`].join(dot)
  const verdict = anomalies.length === 0 ? 'Nothing out of the usual.' : verdictText(report)
  const head = `${styled(about, 'dim', options.color)}\n${styled(verdict, 'bold', options.color)}\n`
  const body =
    anomalies.length === 0
      ? ''
      : `\n${tableOf(anomalies, options, report.generatedAtMs)}\n${whyText(anomalies, options)}`
  return `${head}${body}${notesAsText(notesOf(report), options)}`
}

function verdictText({anomalies, spikes, alertOn}: AnomalyReport): string {
  const drops = anomalies.filter(({direction}) => direction === 'drop').length
  const dismissed = anomalies.filter((one) => one.dismissed).length
  const parts = [
    counted(spikes, 'spike'),
    ...(drops > 0 ? [counted(drops, 'drop')] : []),
    ...(dismissed > 0 ? [`${dismissed} dismissed`] : []),
  ]
  return `${parts.join(', ')}${alertOn !== null && spikes >= alertOn ? `; the limit is ${alertOn}` : ''}.`
}

function tableOf(anomalies: readonly Anomaly[], options: RenderOptions, nowMs: number): string {
  const glyphs = glyphsFor(options)
  const cells = (of: (anomaly: Anomaly, index: number) => string) => anomalies.map(of)
  const columns = [
    fixedColumn(
      '#',
      0,
      cells((_, index) => String(index + 1)),
    ),
    fixedColumn(
      'time',
      1,
      cells(({atMs, unit, id}) => (unit === 'day' ? id : shownMoment(atMs, nowMs, options))),
      {align: 'left'},
    ),
    nameColumn('what', 0, cells(anomalyName), glyphs, {minWidth: 16}),
    fixedColumn(
      'cost',
      0,
      cells(({usd}) => formatUsd(usd)),
    ),
    fixedColumn(
      'usually',
      0,
      cells(({expectedUsd}) => formatUsd(expectedUsd)),
    ),
    fixedColumn(
      'times',
      0,
      cells(({cause}) => timesText(cause.times)),
    ),
    fixedColumn('', 3, cells(stateText), {align: 'left', style: 'dim'}),
  ]
  return drawTable({columns, rows: anomalies.length}, options)
}

function timesText(times: number | null): string {
  if (times === null) return '-'
  return `${times >= 10 ? times.toFixed(0) : times.toFixed(1)}x`
}

function stateText({dismissed, repeated, direction}: Anomaly): string {
  if (dismissed) return 'dismissed'
  return [direction === 'drop' ? 'drop' : '', repeated ? 'same day' : ''].filter((word) => word !== '').join(', ')
}

function whyText(anomalies: readonly Anomaly[], options: RenderOptions): string {
  const blocks = anomalies.slice(0, MOST_EXPLAINED).map((anomaly, index) => {
    const lines = [
      excessText(anomaly),
      changeText(anomaly),
      promptText(anomaly, options.timezone),
      `id ${visible(anomaly.id)}`,
    ]
    const label = String(index + 1).padStart(2)
    const wrapped = lines.flatMap((line) =>
      line === null ? [] : wrapWords(line.split(' '), Math.min(options.columns ?? 80, 100) - 4),
    )
    return wrapped.map((line, at) => `${styled(at === 0 ? label : '  ', 'dim', options.color)}  ${line}\n`).join('')
  })
  const left = anomalies.length - MOST_EXPLAINED
  const more = left > 0 ? `\n${left} more: see --json.\n` : ''
  return `${styled('Why', 'bold', options.color)}\n${blocks.join('\n')}${more}`
}

function notesOf({learning, flat, differing, checked, method, unit, anomalies}: AnomalyReport): Note[] {
  const notes: Note[] = []
  const info = (label: string, text: string) => notes.push({kind: 'info', label, text: phrase`${text}`})
  if (learning > 0) {
    info(
      'Learning',
      `${counted(learning, unit)} of ${checked} came too early to be judged: too few of the kind were known.`,
    )
  }
  if (flat > 0)
    info(
      'Flat',
      `${counted(flat, unit)} had only equal ones before (no spread to judge by); ${differing} of them differed.`,
    )
  if (method !== 'auto')
    info(
      'Method',
      `${method} is there to compare with, and raises many alerts on ordinary calls; auto is the quiet one.`,
    )
  if (anomalies.some(({dismissed}) => !dismissed))
    info('Dismiss', 'pech anomaly dismiss ID silences a kind of calls for two weeks.')
  return notes
}

/** `pech anomaly dismiss` on a terminal. */
export function dismissText({id, keyText, untilMs}: DismissReport, options: RenderOptions): string {
  const parts = Object.entries(keyParts(keyText)).map(([name, value]) =>
    name === 'of' ? visible(value) : `${name} ${visible(value)}`,
  )
  return `Dismissed ${visible(id)}: no alerts for ${parts.join(', ')} until ${formatMoment(untilMs, options.timezone)}.\n`
}
