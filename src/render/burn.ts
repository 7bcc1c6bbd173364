import type {BurnOutcome} from '../core/burn/burn-rate.ts'
import type {BurnReport} from '../core/burn/burn-report.ts'
import {barColumn, fixedColumn} from './column.ts'
import {counted} from './count.ts'
import {formatUsd} from './forecast-words.ts'
import {glyphsFor} from './glyphs.ts'
import {writeJson} from './json.ts'
import {localMoment, timestamp} from './moment.ts'
import type {RenderOptions} from './options.ts'
import {formatShare} from './share.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {wrapWords} from './wrap.ts'
import {problemFields} from './totals-json.ts'

/** Buckets that are shown. */
const MOST_ROWS = 31

const REASONS = {
  'too-short': 'there are too few buckets to compare',
  'invalid-value': 'an amount is no amount of money',
  'invalid-share': 'the clock stands outside the last bucket',
}

/** `pech burn` on a terminal. */
export function burnText(report: BurnReport, options: RenderOptions): string {
  const {series, outcome, bucket, lookback, elapsedShare, usdPerHour} = report
  const {dot} = glyphsFor(options)
  const about = [`US dollars per ${bucketName(bucket)}`, `the last ${lookback}`, visible(report.timezone)].join(dot)
  const isDays = !bucket.endsWith('h')
  const shown = series.slice(-MOST_ROWS)
  const name = (fromMs: number) => {
    const moment = localMoment(fromMs, options.timezone)
    return moment === null ? 'unknown' : isDays ? moment.date : `${moment.date} ${moment.time}`
  }
  const state = shown.map((_, index) =>
    index === shown.length - 1 && elapsedShare < 1 ? `${formatShare(elapsedShare)} over` : '',
  )
  const columns = [
    fixedColumn(
      'from',
      0,
      shown.map(({fromMs}) => name(fromMs)),
      {align: 'left'},
    ),
    fixedColumn(
      'spent',
      0,
      shown.map(({usd}) => formatUsd(usd)),
    ),
    barColumn(
      2,
      shown.map(({usd}) => usd),
      glyphsFor(options),
    ),
    fixedColumn('', 1, state, {align: 'left', style: 'dim'}),
  ]
  const table = drawTable({columns, rows: shown.length}, options)
  const left = series.length - shown.length
  const more = left > 0 ? styled(`${counted(left, 'earlier bucket')}: see --json\n`, 'dim', options.color) : ''
  const words = wrapWords(outcomeText(outcome).split(' '), Math.min(100, options.columns ?? 80))
  return `${styled(about, 'dim', options.color)}\n${styled(headline(report), 'bold', options.color)}\n${words.join('\n')}\n\n${table}${more}\nNow: ${formatUsd(usdPerHour)} per hour, by the last 60 minutes.\n`
}

function headline(report: BurnReport): string {
  const {outcome, triggered, alertPct} = report
  if (outcome.kind === 'none') return 'No burn rate.'
  const alert = triggered && alertPct !== null ? `, above the limit of ${alertPct}%` : ''
  const unit = `per ${bucketName(report.bucket)}`
  return `${formatUsd(outcome.latestUsd)} ${unit} now, ${formatUsd(outcome.priorMeanUsd)} ${unit} before: ${change(outcome)}${alert}`
}

/** `1d` is a day, `1h` an hour; other lengths are named as they were given. */
function bucketName(bucket: string): string {
  return {'1h': 'hour', '1d': 'day', '1w': 'week', '1m': 'month'}[bucket] ?? bucket
}

function change({deltaPct, deltaUsd}: {readonly deltaPct: number | null; readonly deltaUsd: number}): string {
  if (deltaPct === null) return deltaUsd > 0 ? 'from nothing' : 'no change'
  return `${deltaPct > 0 ? '+' : ''}${deltaPct.toFixed(0)}%`
}

function outcomeText(outcome: BurnOutcome): string {
  if (outcome.kind === 'none') return `There is none: ${REASONS[outcome.reason]}.`
  const latest = {
    whole: 'The latest bucket is whole.',
    scaled: 'The latest bucket is not over: what was spent in it so far is drawn out to its whole length.',
    'current-left-out': 'The present bucket has only begun and is left out: the last whole one is compared.',
  }[outcome.latest]
  return `${latest} It is compared with the mean of ${counted(outcome.priorBuckets, 'bucket')} before it, empty ones counted as 0.`
}

/** `pech burn --json`. */
export function burnJson(report: BurnReport): string {
  const {outcome, series, elapsedShare} = report
  const burn = outcome.kind === 'burn' ? outcome : null
  return writeJson({
    schema: 'pech/burn@1',
    generatedAt: timestamp(report.generatedAtMs),
    problems: problemFields(report.problems),
    config: {bucket: report.bucket, lookback: report.lookback, timezone: report.timezone},
    bucketsConsidered: series.length,
    reason: outcome.kind === 'none' ? outcome.reason : null,
    latest: burn && {usd: burn.latestUsd, treatment: burn.latest, elapsedShare},
    priorMeanUsd: burn && burn.priorMeanUsd,
    priorBuckets: burn && burn.priorBuckets,
    delta: burn && {usd: burn.deltaUsd, pct: burn.deltaPct},
    series: series.map(({label, fromMs, toMs, usd}) => ({label, from: timestamp(fromMs), to: timestamp(toMs), usd})),
    live: {usdPerHour: report.usdPerHour, windowMinutes: 60},
    alert: {thresholdPct: report.alertPct, triggered: report.triggered},
  })
}
