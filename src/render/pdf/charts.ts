import {toUsd} from '../../core/money/picodollars.ts'
import {calendarShade, type Dashboard} from '../../core/report/dashboard.ts'
import {formatUsd, gapTexts} from '../forecast-words.ts'
import {axisLabel, type MoneyAxis, moneyAxis} from '../html/axis.ts'
import {budgetName} from '../html/budget-chart.ts'
import {weekdayOf} from '../html/calendar-chart.ts'
import {fanOf, pastOf} from '../html/forecast-chart.ts'
import {partTiles} from '../html/parts-chart.ts'
import {shortLabel, totalOf} from '../html/spend-chart.ts'
import {formatMoney} from '../money.ts'
import {formatShare} from '../share.ts'
import {heading, paragraph} from './blocks.ts'
import {COLORS, INNER, type Point, type Sheet} from './sheet.ts'

/** The charts of the page, each only where there is something to show. */
export function drawCharts(sheet: Sheet, dashboard: Dashboard): void {
  spendColumns(sheet, dashboard)
  forecastFan(sheet, dashboard)
  budgetBars(sheet, dashboard)
  calendar(sheet, dashboard)
  partAreas(sheet, dashboard)
}

function spendColumns(sheet: Sheet, {spend: {columns, models, unit}}: Dashboard): void {
  if (columns.length < 2) return
  heading(sheet, `Each ${unit} by model`, 210)
  legend(sheet, models)
  const axis = moneyAxis(Math.max(...columns.map((column) => toUsd(totalOf(column)))))
  const [height, width] = [120, INNER / columns.length]
  grid(sheet, axis, height)
  const every = Math.max(1, Math.ceil(columns.length / 8))
  columns.forEach((column, index) => {
    let bottom = height
    column.costs.forEach((cost, model) => {
      const size = (toUsd(cost) / axis.topUsd) * height
      bottom -= size
      if (size > 0) sheet.box((index + 0.1) * width, bottom, width * 0.8, size, colorOf(models, model))
    })
    if (index % every === 0)
      sheet.text(shortLabel(column.label), index * width, height + 4, {size: 7, color: COLORS.soft})
  })
  sheet.y += height + 28
}

function forecastFan(sheet: Sheet, {forecast, spend}: Dashboard): void {
  const fan = forecast === null ? [] : fanOf(forecast)
  const last = fan.at(-1)
  if (forecast === null || forecast.rest === null || last === undefined) return
  heading(sheet, `Forecast of ${forecast.label}`, 170)
  const past = pastOf(forecast, spend)
  const axis = moneyAxis(Math.max(last.high, past.at(-1)?.usd ?? 0))
  const height = 100
  const now = past.length - 1
  const at = (index: number, usd: number): Point => [
    (index / Math.max(1, now + fan.length - 1)) * INNER,
    height * (1 - usd / axis.topUsd),
  ]
  grid(sheet, axis, height)
  const low = fan.map((one, index) => at(now + index, one.low))
  sheet.shape([...fan.map((one, index) => at(now + index, one.high)), ...low.toReversed()], COLORS.line, 1)
  const [blue] = COLORS.models
  sheet.stroke(
    past.map(({usd}, index) => at(index, usd)),
    blue,
  )
  sheet.stroke(
    fan.map(({point}, index) => at(now + index, point)),
    blue,
    [4, 3],
  )
  sheet.text('now', at(now, 0)[0] - 6, height + 4, {size: 7, color: COLORS.soft})
  sheet.y += height + 18
  const toDate = toUsd(forecast.toDatePicodollars)
  const band = `${formatUsd(last.low)} and ${formatUsd(last.high)} (${Math.round(forecast.level * 100)}%, ${forecast.rest.calibration})`
  const about = `${formatUsd(toDate)} so far, ${formatUsd(last.point)} at the end, between ${band}.`
  paragraph(sheet, [about, ...gapTexts(forecast.gaps)].join(' '))
}

function budgetBars(sheet: Sheet, {budgets}: Dashboard): void {
  if (budgets.length === 0) return
  heading(sheet, 'Budgets')
  for (const budget of budgets) {
    const {ratio, spent, rule} = budget.judged
    sheet.need(18)
    sheet.text(budgetName(budget), 0, 0, {size: 9, width: 170})
    sheet.box(180, 3, 170, 6, COLORS.line)
    sheet.box(180, 3, 170 * Math.min(1, ratio), 6, ratio >= 1 ? COLORS.over : ratio >= 0.75 ? COLORS.near : COLORS.fine)
    const words = `${formatShare(ratio)}, ${formatMoney(spent.picodollars)} of ${formatMoney(rule.limitPicodollars)}`
    sheet.text(words, 360, 0, {size: 9, align: 'right', width: INNER - 360})
    sheet.y += 16
  }
  sheet.y += 12
}

function calendar(sheet: Sheet, {calendar: days}: Dashboard): void {
  const [first] = days
  const ascending = days
    .map(({costPicodollars}) => costPicodollars)
    .filter((cost) => cost > 0n)
    .sort((a, b) => (a < b ? -1 : 1))
  if (first === undefined || ascending.length < 2) return
  heading(sheet, 'Calendar', 100)
  const monday = first.dayNumber - weekdayOf(first.dayNumber)
  for (const {dayNumber, costPicodollars, label} of days) {
    const x = Math.floor((dayNumber - monday) / 7) * 9.4
    if (label.endsWith('-01')) sheet.text(label.slice(0, 7), x, 0, {size: 6, color: COLORS.soft})
    const color = COLORS.days[calendarShade(costPicodollars, ascending)]
    sheet.box(x, 10 + weekdayOf(dayNumber) * 9.4, 8, 8, color)
  }
  sheet.y += 84
}

function partAreas(sheet: Sheet, {parts, spend: {models}}: Dashboard): void {
  if (parts.length < 2) return
  const height = 150
  heading(sheet, 'By plugin, agent and model', height + 50)
  legend(sheet, models)
  for (const {part, box} of partTiles(parts, {x: 0, y: 0, width: INNER, height})) {
    const {agent, model, costPicodollars} = part
    const {x, y, width} = box
    sheet.box(x, y, Math.max(0.5, width - 1), Math.max(0.5, box.height - 1), colorOf(models, models.indexOf(model)))
    if (width < 55 || box.height < 26) continue
    sheet.text(agent, x + 5, y + 4, {size: 9, bold: true, color: COLORS.paper, width: width - 8})
    sheet.text(formatMoney(costPicodollars), x + 5, y + 15, {size: 8, color: COLORS.paper, width: width - 8})
  }
  sheet.y += height + 16
}

function legend(sheet: Sheet, models: readonly string[]): void {
  models.forEach((model, index) => {
    const x = (index % 3) * (INNER / 3)
    const below = Math.floor(index / 3) * 12
    sheet.box(x, below + 1, 7, 7, colorOf(models, index))
    sheet.text(model, x + 11, below, {size: 8, color: COLORS.soft, width: INNER / 3 - 16})
  })
  sheet.y += Math.ceil(models.length / 3) * 12 + 6
}

function grid(sheet: Sheet, axis: MoneyAxis, height: number): void {
  for (const tick of axis.ticks) {
    const below = height * (1 - tick / axis.topUsd)
    sheet.box(0, below, INNER, 0.5, COLORS.line)
    sheet.text(axisLabel(tick), 0, below + 2, {size: 7, color: COLORS.soft})
  }
}

function colorOf(models: readonly string[], index: number) {
  return models[index] === 'other' ? COLORS.other : (COLORS.models[index] ?? COLORS.other)
}
