import type {TrendVerdict} from '../core/trend/trend.ts'
import type {TrendReport} from '../core/trend/trend-report.ts'
import {counted} from './count.ts'
import {fixedColumn, nameColumn} from './column.ts'
import {formatPctChange} from './diff-words.ts'
import {glyphsFor} from './glyphs.ts'
import {writeJson} from './json.ts'
import {formatMoney, formatMoneyChange} from './money.ts'
import {timestamp} from './moment.ts'
import type {RenderOptions} from './options.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {problemFields} from './totals-json.ts'
import {visible} from './visible.ts'

const SPARKS = {unicode: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'], ascii: ['_', '.', '-', '=', '*', '#']} as const

/**
 * Values as small bars in one line, from 0 to the largest.
 *
 * @param values - Any number, each ≥ 0.
 */
export function sparkline(values: readonly number[], unicode: boolean): string {
  const steps = unicode ? SPARKS.unicode : SPARKS.ascii
  const largest = Math.max(0, ...values)
  return values
    .map((value) => steps[largest > 0 ? Math.min(steps.length - 1, Math.floor((value / largest) * steps.length)) : 0])
    .join('')
}

/** `pech trend` on a terminal. */
export function trendTable(report: TrendReport, options: RenderOptions): string {
  const {points} = report.trend
  if (points.length === 0) return 'Nothing to draw a trend from.\n'
  const glyphs = glyphsFor(options)
  const line = sparkline(
    points.map(({usd}) => usd),
    options.unicode,
  )
  const columns = [
    nameColumn(
      report.step,
      0,
      points.map(({label}) => visible(label)),
      glyphs,
      {minWidth: 10},
    ),
    fixedColumn(
      'cost',
      0,
      points.map(({usd}) => money(usd)),
    ),
    fixedColumn(
      'change',
      1,
      points.map(({usd}, index) => changeSince(points[index - 1]?.usd, usd)),
    ),
  ]
  const verdict = verdictWords(report)
  return [
    `${styled(line, 'accent', options.color)}  ${trendWords(report)}\n\n`,
    drawTable({columns, rows: points.length}, options),
    ...(verdict === ''
      ? []
      : [`\n${styled(verdict, report.verdict === 'steady' ? 'plain' : 'warning', options.color)}\n`]),
  ].join('')
}

/** `pech trend --json`. */
export function trendJson({generatedAtMs, problems, trend, step, limitPct, verdict}: TrendReport): string {
  const {points, line, driftPct, driftUsd} = trend
  return writeJson({
    schema: 'pech/trend@1',
    generatedAt: timestamp(generatedAtMs),
    problems: problemFields(problems),
    points: points.map(({label, fromMs, usd}) => ({label, from: timestamp(fromMs), usd})),
    step,
    slope: line && {
      usdPerStep: line.slope,
      interceptUsd: line.intercept,
      band: line.band && {level: line.band.level, lowUsd: line.band.low, highUsd: line.band.high},
    },
    drift: {usd: driftUsd, pct: driftPct},
    gate: {limitPct, verdict, tripped: verdict === 'drifting'},
  })
}

/** The slope with its band, in words; never without one, or why there is none. */
function trendWords({trend: {line, points}, step}: TrendReport): string {
  if (line === null) return `${counted(points.length, 'point')}: no trend yet`
  const slope = `${moneyChange(line.slope)} per ${step}`
  if (line.band === null) return `${slope}; too few points for a band`
  const {level, low, high} = line.band
  return `${slope} (${moneyChange(low)} to ${moneyChange(high)} at ${Math.round(level * 100)}%)`
}

const VERDICTS: Readonly<Record<TrendVerdict, string>> = {
  drifting: 'Spending drifts up',
  steady: 'No drift beyond the limit',
  unknown: 'Too few points to tell a drift from chance',
}

function verdictWords({trend, step, limitPct, verdict}: TrendReport): string {
  if (verdict === null) return ''
  return `${VERDICTS[verdict]}: ${formatPctChange(trend.driftPct)} over all ${step}s, limit +${limitPct}%.`
}

function changeSince(before: number | undefined, usd: number): string {
  return before === undefined ? '' : moneyChange(usd - before)
}

function money(usd: number): string {
  return formatMoney(picodollars(usd))
}

function moneyChange(usd: number): string {
  return formatMoneyChange(picodollars(usd))
}

/** Dollars of a statistic, to the millionth. */
function picodollars(usd: number): bigint {
  return BigInt(Math.round(usd * 1e6)) * 1_000_000n
}
