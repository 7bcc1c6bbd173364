import type {SpendColumn, SpendColumns} from '../../core/report/dashboard.ts'
import {toUsd} from '../../core/money/picodollars.ts'
import {formatMoney} from '../money.ts'
import {gridLines, heightOf, type MoneyAxis, moneyAxis, round} from './axis.ts'
import {chartSection, dataTable, legend} from './chart.ts'
import {type Html, markup} from './html.ts'

/** Columns of spend in order of time, stacked by model. */
export function spendChart({unit, models, columns}: SpendColumns): Html {
  if (columns.length < 2) return markup``
  const dearest = columns.reduce((most, column) => (totalOf(column) > totalOf(most) ? column : most))
  const axis = moneyAxis(toUsd(totalOf(dearest)))
  const width = 100 / columns.length
  const bars = columns.map((column, index) => stack(column, models, axis, {left: index * width, width}))
  const every = Math.max(1, Math.ceil(columns.length / 6))
  const labels = columns.flatMap(({label}, index) => {
    if (index % every !== 0) return []
    return [
      markup`<text class="tick" x="${round((index + 0.5) * width)}%" y="100%" dy="16" text-anchor="${index === 0 ? 'start' : 'middle'}">${shortLabel(label)}</text>`,
    ]
  })
  const title = unit === 'day' ? 'Each day by model' : `Each ${unit} by model`
  const about = `The dearest ${unit} was ${dearest.label} with ${formatMoney(totalOf(dearest))}.`
  return chartSection({
    title,
    about,
    drawing: markup`${legend(models.map((model, index) => [modelClass(models, index), model]))}<svg class="plot" role="img" aria-label="${title}. ${about}">${gridLines(axis)}${bars}${labels}</svg>`,
    table: dataTable(
      title,
      [unit, ...models, 'total'],
      columns.map((column) => {
        return [column.label, ...column.costs.map(formatMoney), formatMoney(totalOf(column))]
      }),
    ),
  })
}

/** The colour of a model: its place among the dearest. */
export function modelClass(models: readonly string[], index: number): string {
  return index === -1 || models[index] === 'other' ? 'm-other' : `m${index}`
}

/** All of a column. */
export function totalOf({costs}: SpendColumn): bigint {
  return costs.reduce((sum, cost) => sum + cost, 0n)
}

/** `11-14` of `2026-11-14`: the year stands above. */
export function shortLabel(label: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(label) ? label.slice(5) : label
}

function stack(
  column: SpendColumn,
  models: readonly string[],
  axis: MoneyAxis,
  {left, width}: {readonly left: number; readonly width: number},
): Html {
  let below = 0n
  const parts = column.costs.flatMap((cost, index) => {
    if (cost === 0n) return []
    const [bottom, top] = [heightOf(below, axis), heightOf(below + cost, axis)]
    below += cost
    return [
      markup`<rect class="${modelClass(models, index)}" x="${round(left + width * 0.1)}%" width="${round(width * 0.8)}%" y="${top}%" height="${round(bottom - top)}%"><title>${column.label}, ${models[index]}: ${formatMoney(cost)} of ${formatMoney(totalOf(column))}</title></rect>`,
    ]
  })
  return markup`${parts}`
}
