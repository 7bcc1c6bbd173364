import {calendarShade, type CalendarDay} from '../../core/report/dashboard.ts'
import {formatMoney} from '../money.ts'
import {chartSection, dataTable} from './chart.ts'
import {type Html, markup} from './html.ts'

const CELL = 13
const LEFT = 32
const TOP = 18
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = ['Mon', '', 'Wed', '', 'Fri', '', '']

/** A year of days at most, weeks from left to right, the darker the dearer. */
export function calendarChart(days: readonly CalendarDay[]): Html {
  const [first] = days
  const spent = days.filter(({costPicodollars}) => costPicodollars > 0n)
  if (first === undefined || spent.length < 2) return markup``
  const ascending = spent.map(({costPicodollars}) => costPicodollars).sort((a, b) => (a < b ? -1 : 1))
  const monday = first.dayNumber - weekdayOf(first.dayNumber)
  const weeks = Math.floor(((days.at(-1)?.dayNumber ?? monday) - monday) / 7) + 1
  const cells = days.map(({dayNumber, label, costPicodollars}) => {
    const x = LEFT + Math.floor((dayNumber - monday) / 7) * CELL
    const y = TOP + weekdayOf(dayNumber) * CELL
    return markup`<rect class="h${calendarShade(costPicodollars, ascending)}" x="${x}" y="${y}" width="11" height="11" rx="2"><title>${label}: ${formatMoney(costPicodollars)}</title></rect>`
  })
  const months = days.flatMap(({dayNumber, label}, index) => {
    const isFirst = label.endsWith('-01') || (index === 0 && Number(label.slice(8)) < 22)
    if (!isFirst) return []
    const week = Math.floor((dayNumber - monday) / 7)
    return [markup`<text class="tick" x="${LEFT + week * CELL}" y="11">${MONTHS[Number(label.slice(5, 7)) - 1]}</text>`]
  })
  const names = WEEKDAYS.map(
    (name, index) => markup`<text class="tick" x="0" y="${TOP + index * CELL + 9}">${name}</text>`,
  )
  const [width, height] = [LEFT + weeks * CELL + 8, TOP + 7 * CELL]
  const title = 'Calendar'
  const about = `${spent.length} of ${days.length} days with spend, up to ${formatMoney(ascending.at(-1) ?? 0n)} a day. The darker, the dearer.`
  return chartSection({
    title,
    about,
    drawing: markup`<div class="scroll" role="region" aria-label="${title}" tabindex="0"><svg class="calendar" role="img" aria-label="${about}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${months}${names}${cells}</svg></div>`,
    table: dataTable(
      title,
      ['day', 'cost'],
      spent.map(({label, costPicodollars}) => [label, formatMoney(costPicodollars)]),
    ),
  })
}

/** 0 is Monday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7
}
