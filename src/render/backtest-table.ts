import type {BacktestReport} from '../core/forecast/forecast-report.ts'
import {fixedColumn} from './column.ts'
import {counted} from './count.ts'
import {formatLevel, noForecastText} from './forecast-words.ts'
import type {RenderOptions} from './options.ts'
import {phrase} from './phrase.ts'
import {formatShare} from './share.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {notesAsText, wrapWords} from './wrap.ts'

/** `pech forecast --backtest` on a terminal: how each method would have done. The single origins are in the JSON. */
export function backtestText(report: BacktestReport, options: RenderOptions): string {
  const {scores, level, warmup, step, knownDays} = report
  const head = `${styled('Backtest', 'bold', options.color)} of ${visible(report.label)}: ${counted(knownDays, 'known day')}, from day ${warmup} on, every ${counted(step, 'day')}\n`
  if (report.reason !== null) return `${head}\nNo backtest: ${noForecastText(report.reason)}\n`
  const rows = scores.flatMap(({method, byHorizon}) => byHorizon.map((score, index) => ({method, index, ...score})))
  if (rows.every(({origins}) => origins === 0)) {
    const why = `No forecast of the past can be judged: the first knows ${counted(warmup, 'day')}, and the days that it is about have to be known, too. Fewer are enough with \`--warmup ${Math.max(14, Math.floor(knownDays / 2))}\`.`
    return `${head}\n${wrapWords(why.split(' '), Math.min(100, options.columns ?? 80)).join('\n')}\n`
  }
  const figure = (value: number | null, digits: number) => (value === null ? '-' : value.toFixed(digits))
  const columns = [
    fixedColumn(
      'method',
      0,
      rows.map(({method, index}) => (index === 0 ? method : '')),
      {align: 'left'},
    ),
    fixedColumn(
      'days ahead',
      0,
      rows.map(({horizonDays}) => String(horizonDays)),
    ),
    fixedColumn(
      'forecasts',
      1,
      rows.map(({origins}) => String(origins)),
    ),
    fixedColumn(
      'within band',
      0,
      rows.map(({coverage}) => formatShare(coverage)),
    ),
    fixedColumn(
      'band score',
      0,
      rows.map(({msis}) => figure(msis, 2)),
    ),
    fixedColumn(
      'error',
      0,
      rows.map(({scaledMae}) => figure(scaledMae, 2)),
    ),
  ]
  const perMethod = scores[0]?.byHorizon.length ?? 0
  const rulesAbove = scores.flatMap((_, index) => (index === 0 ? [] : [index * perMethod]))
  const notes = [
    {
      kind: 'info' as const,
      label: 'Read it so',
      text: phrase`within band should be near ${formatLevel(level)}. Band score is the width of the band per day with a penalty for misses (MSIS); error is that of "the same as the last days" = 1. Of both, less is better. The single forecasts are in --json.`,
    },
  ]
  return `${head}\n${drawTable({columns, rows: rows.length, rulesAbove}, options)}${notesAsText(notes, options)}`
}
