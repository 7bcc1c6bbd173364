import type {BacktestReport} from '../core/forecast/forecast-report.ts'
import {fixedColumn} from './column.ts'
import {counted} from './count.ts'
import {formatLevel, noForecastText} from './forecast-words.ts'
import type {RenderOptions} from './options.ts'
import {phrase} from './phrase.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {notesAsText} from './wrap.ts'

/** `pech forecast --backtest` on a terminal: how each method would have done. The single origins are in the JSON. */
export function backtestText(report: BacktestReport, options: RenderOptions): string {
  const {scores, level, warmup, step, knownDays} = report
  const head = `${styled('Backtest', 'bold', options.color)} of ${visible(report.label)}: ${counted(knownDays, 'known day')}, from day ${warmup} on, every ${counted(step, 'day')}\n`
  if (report.reason !== null) return `${head}\nNo backtest: ${noForecastText(report.reason)}\n`
  const rows = scores.flatMap(({method, byHorizon}) => byHorizon.map((score, index) => ({method, index, ...score})))
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
      rows.map(({coverage}) => (coverage === null ? '-' : `${(100 * coverage).toFixed(1)}%`)),
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
