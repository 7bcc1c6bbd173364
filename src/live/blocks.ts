import type {LiveState} from '../app/live.ts'
import {costShare} from '../render/amounts.ts'
import {anomalyName} from '../render/anomaly-words.ts'
import {costOfTotals, formatCost} from '../render/cost.ts'
import {formatUsd} from '../render/forecast-words.ts'
import {bar, type Glyphs} from '../render/glyphs.ts'
import {formatMoney} from '../render/money.ts'
import {localMoment} from '../render/moment.ts'
import {dimensionWords, shortId, shownValue} from '../render/names.ts'
import {formatShare} from '../render/share.ts'
import {visible} from '../render/visible.ts'
import {cells, line, type Line} from './line.ts'

/** What a block is drawn with. */
export interface BlockOptions {
  readonly width: number
  readonly glyphs: Glyphs
  readonly unicode: boolean
  readonly home: string | undefined
  /** Index of the session that Enter drills into. */
  readonly selected: number
}

const HEIGHTS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
const ASCII_HEIGHTS = [' ', '.', ':', '|']

/** Today's spend, hour by hour. */
export function hoursBlock({hours}: LiveState, {width, unicode}: BlockOptions): Line[] {
  const steps = unicode ? HEIGHTS : ASCII_HEIGHTS
  const most = hours.reduce((top, {picodollars}) => (picodollars > top ? picodollars : top), 0n)
  const cell = width >= 100 ? 3 : width >= 54 ? 2 : 1
  const drawn = hours.map(({picodollars}) => {
    if (picodollars === 0n) return ' '.repeat(cell)
    const step = Math.max(1, Math.round((Number(picodollars) / Number(most)) * (steps.length - 1)))
    return (steps[step] ?? '').repeat(Math.max(1, cell - 1)) + (cell > 1 ? ' ' : '')
  })
  const axis = hours.map(({label}, index) =>
    (index % 6 === 0 ? label.slice(11, 13) : '').padEnd(cell).slice(0, Math.max(2, cell)),
  )
  const ruler = axis.reduce((text, mark, index) => text.padEnd(index * cell) + mark.trimEnd(), '')
  return [
    line('Today by hour', 'bold'),
    [...line(drawn.join(''), 'accent'), ...line(`  most ${formatMoney(most)}`, 'dim')],
    line(ruler, 'dim'),
  ]
}

/** The period by the dimension that is looked at. */
export function rowsBlock({rows, totals, view, label}: LiveState, options: BlockOptions): Line[] {
  const {width, glyphs} = options
  const lines = rows.map(({name, totals: one}): Line => {
    const cost = costOfTotals(one)
    const share = costShare(cost, totals.costPicodollars)
    const shown = shownValue(view.dimension, name, {home: options.home, columns: width})
    const row = cells(
      [shown, formatCost(cost), formatShare(share)],
      [Math.max(12, Math.min(40, width - 32)), -9, -5],
      glyphs.ellipsis,
    )
    return [...line(`${row}  `), ...line(bar(share, 10, glyphs), 'accent')]
  })
  return [line(`${visible(label)} by ${dimensionWords(view.dimension)}`, 'bold'), ...lines]
}

/** Sessions of the last day. */
export function sessionsBlock(state: LiveState, options: BlockOptions): Line[] {
  const {width, glyphs, unicode, selected, home} = options
  const widths = [9, 5, -9, -5, Math.max(8, width - 42)]
  const head = cells(['session', 'last', 'cost', 'hit', 'about'], widths, glyphs.ellipsis)
  const lines = state.sessions.map(({id, title, project, lastAtMs, isRunning, totals}, index): Line => {
    const mark = isRunning ? (unicode ? '●' : '*') : ' '
    const about = title ?? shownValue('project', project, {home, columns: width})
    const time = localMoment(lastAtMs, state.timezone)?.time ?? '-'
    const row = [
      shortId(visible(id)),
      time,
      formatCost(costOfTotals(totals)),
      formatShare(totals.cache.hitRatio),
      visible(about),
    ]
    const pointer = index === selected ? '>' : ' '
    return [
      ...line(`${pointer}${mark}`, 'accent'),
      ...line(cells(row, widths, glyphs.ellipsis), index === selected ? 'bold' : 'plain'),
    ]
  })
  if (lines.length === 0) return [line('Sessions', 'bold'), line('  none in the last 24 hours', 'dim')]
  return [line('Sessions of the last 24 hours', 'bold'), line(`  ${head}`, 'dim'), ...lines]
}

/** The last calls. */
export function callsBlock(
  {calls, timezone}: Pick<LiveState, 'calls' | 'timezone'>,
  {width, glyphs}: BlockOptions,
): Line[] {
  const name = Math.max(8, Math.min(24, Math.floor((width - 30) / 2)))
  const widths = [5, -8, name, Math.max(8, Math.min(18, name)), Math.max(6, width - 24 - name * 2)]
  const head = cells(['time', 'cost', 'model', 'agent', 'skill, tools'], widths, glyphs.ellipsis)
  const lines = calls.map(({facts, totals}): Line => {
    const {atMs, model, agent, skill, tools} = facts
    const used = [...(skill === '(none)' ? [] : [skill]), ...tools].join(', ')
    const row = [
      localMoment(atMs, timezone)?.time ?? '-',
      formatCost(costOfTotals(totals)),
      visible(model),
      visible(agent),
      visible(used),
    ]
    return line(cells(row, widths, glyphs.ellipsis))
  })
  return [line('Last calls', 'bold'), line(head, 'dim'), ...lines]
}

/** What was out of the usual today. */
export function anomaliesBlock({anomalies, timezone}: LiveState, {glyphs}: BlockOptions): Line[] {
  if (anomalies.length === 0) return []
  const lines = anomalies
    .slice(-4)
    .toReversed()
    .map((anomaly) => {
      const time = localMoment(anomaly.atMs, timezone)?.time ?? '-'
      return line(
        `${glyphs.warning}${time} ${formatUsd(anomaly.usd)}, usually ${formatUsd(anomaly.expectedUsd)}: ${anomalyName(anomaly)}`,
        'warning',
      )
    })
  return [line('Out of the usual today', 'bold'), ...lines]
}
