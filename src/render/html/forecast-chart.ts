import type {ForecastReport} from '../../core/forecast/forecast-report.ts'
import type {SpendColumns} from '../../core/report/dashboard.ts'
import {toUsd} from '../../core/money/picodollars.ts'
import {dayLabel} from '../../core/time/calendar.ts'
import {localDayOf} from '../../core/time/local-day.ts'
import {gapTexts} from '../forecast-words.ts'
import {gridLines, heightOf, moneyAxis, round} from './axis.ts'
import {chartSection, dataTable} from './chart.ts'
import {type Html, markup} from './html.ts'
import {shortLabel, totalOf} from './spend-chart.ts'

/** A day ahead: what the month may have cost by its end, dollars. */
interface FanPoint {
  readonly label: string
  readonly point: number
  readonly low: number
  readonly high: number
}

/** What the month will have cost: the way so far, and a band that opens towards its end. */
export function forecastChart(forecast: ForecastReport | null, spend: SpendColumns): Html {
  const fan = forecast === null ? [] : fanOf(forecast)
  const last = fan.at(-1)
  if (forecast === null || forecast.rest === null || last === undefined) return markup``
  const toDate = toUsd(forecast.toDatePicodollars)
  const past = pastOf(forecast, spend)
  const axis = moneyAxis(Math.max(last.high, toDate))
  const width = past.length + fan.length - 2
  const x = (index: number) => round((index / Math.max(1, width)) * 100)
  const now = past.length - 1
  const line = past.map(({usd}, index) => `${index === 0 ? 'M' : 'L'}${x(index)},${heightOf(usd, axis)}`).join('')
  const ahead = fan.map((one, index) => ({...one, x: x(now + index)}))
  const band = [
    ...ahead.map((one, index) => `${index === 0 ? 'M' : 'L'}${one.x},${heightOf(one.high, axis)}`),
    ...[...ahead].reverse().map((one) => `L${one.x},${heightOf(one.low, axis)}`),
  ].join('')
  const middle = ahead.map((one, index) => `${index === 0 ? 'M' : 'L'}${one.x},${heightOf(one.point, axis)}`).join('')
  const title = `Forecast of ${forecast.label}`
  const level = Math.round(forecast.level * 100)
  const about =
    `${usd(toDate)} so far; ${usd(last.point)} at the end, between ${usd(last.low)} and ${usd(last.high)} (${level}%, ${forecast.rest.calibration}). ${gapTexts(forecast.gaps).join(' ')}`.trimEnd()
  const [first] = past
  return chartSection({
    title,
    about,
    drawing: markup`<svg class="plot" role="img" aria-label="${title}. ${about}">${gridLines(axis)}<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%"><path class="band" d="${band}Z"/><path class="line" d="${line}"/><path class="line ahead" d="${middle}"/></svg><circle class="crossing" cx="${x(now)}%" cy="${heightOf(toDate, axis)}%" r="4"><title>so far: ${usd(toDate)}</title></circle><text class="tick" x="0" y="100%" dy="16">${shortLabel(first?.label ?? '')}</text><text class="tick" x="${x(now)}%" y="100%" dy="16" text-anchor="middle">now</text><text class="tick" x="100%" y="100%" dy="16" text-anchor="end">${shortLabel(last.label)}</text></svg>`,
    table: dataTable(
      title,
      ['by the end of', 'low', 'point', 'high'],
      fan.slice(1).map(({label, low, point, high}) => [label, usd(low), usd(point), usd(high)]),
    ),
  })
}

/** From now to the end of the month; the last point is the forecast itself. */
export function fanOf({rest, horizons, toDatePicodollars, generatedAtMs, timezone}: ForecastReport): FanPoint[] {
  if (rest === null) return []
  const toDate = toUsd(toDatePicodollars)
  const end = {point: toDate + rest.point, low: toDate + rest.low, high: toDate + rest.high}
  const full = horizons.at(-1)
  const today = localDayOf(timezone ?? 'UTC', generatedAtMs).dayNumber
  // Horizons count today as a whole; what is left of the month is scaled so that the last of them is the forecast.
  const part = (value: number, whole: number, span: number) => toDate + (whole > 0 ? (value / whole) * span : 0)
  const points = horizons.map(({days, point, low, high}) => {
    return {
      label: dayLabel(today + days - 1),
      point: part(point, full?.point ?? 0, rest.point),
      low: part(low, full?.low ?? 0, rest.low),
      high: part(high, full?.high ?? 0, rest.high),
    }
  })
  const label = dayLabel(today)
  const start = {label, point: toDate, low: toDate, high: toDate}
  if (points.length === 0) return [start, {label, ...end}]
  return [start, ...points]
}

/** Spent by the end of each day of the month so far, dollars; the last point is now. */
export function pastOf(
  {label, toDatePicodollars}: ForecastReport,
  {unit, columns}: SpendColumns,
): {label: string; usd: number}[] {
  const days = unit === 'day' ? columns.filter((column) => column.label.startsWith(label)) : []
  let sum = 0
  const past = days.map((column) => {
    sum += toUsd(totalOf(column))
    return {label: column.label, usd: sum}
  })
  const whole = toUsd(toDatePicodollars)
  const points = [
    {label: `${label}-01`, usd: 0},
    ...past.slice(0, -1),
    {label: past.at(-1)?.label ?? label, usd: whole},
  ]
  return points
}

function usd(value: number): string {
  return `$${value.toFixed(2).replace(/\B(?=(?:\d{3})+\.)/g, ',')}`
}
