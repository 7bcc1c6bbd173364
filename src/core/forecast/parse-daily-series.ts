import {withoutByteOrderMark} from '../settings/byte-order-mark.ts'
import {dayNumber} from './calendar-day.ts'
import {LONGEST_SERIES_DAYS, type DailySeries} from './daily-series.ts'

/** What is wrong with one row of a series file. */
export interface SeriesProblem {
  readonly code:
    'NO_ROWS' | 'WRONG_COLUMNS' | 'BAD_DATE' | 'BAD_VALUE' | 'DUPLICATE_DATE' | 'BACKWARD_DATE' | 'GAP_TOO_LONG'
  /** Line of the file, from 1 on, the header included. */
  readonly row: number
  /** Column, from 1 on: 1 is the date, 2 the value. */
  readonly column: number
  readonly message: string
}

/** A parsed series file. The series is null when any row is bad: a forecast from half a file would be a wrong one. */
export interface ParsedSeries {
  readonly series: DailySeries | null
  readonly problems: readonly SeriesProblem[]
}

/**
 * Reads a series from CSV text: `date,value` rows in order of time, with or without a header, `YYYY-MM-DD` and a
 * decimal number (exponents allowed). Days that are left out count as days without spend. A byte order mark, CRLF,
 * blank lines and quotes around a field are fine. Negative values are read; the forecast names them.
 *
 * @param text - Any text.
 * @returns The series, or every bad row with its row and column. Never throws.
 */
export function parseDailySeries(text: string): ParsedSeries {
  const problems: SeriesProblem[] = []
  const values: number[] = []
  let first: {readonly text: string; readonly number: number} | null = null
  const report = (code: SeriesProblem['code'], row: number, column: number, message: string) => {
    problems.push({code, row, column, message})
  }
  for (const [index, line] of withoutByteOrderMark(text)
    .split(/\r\n|\n|\r/)
    .entries()) {
    const row = index + 1
    if (line.trim() === '' || (row === 1 && isHeader(line))) continue
    const fields = line.split(',').map(unquote)
    const [dateText = '', valueText] = fields
    if (valueText === undefined || fields.length > 2) {
      report(
        'WRONG_COLUMNS',
        row,
        Math.min(fields.length + 1, 3),
        `expected 2 columns (date,value), found ${fields.length}`,
      )
      continue
    }
    const number = dayNumber(dateText)
    const value = NUMBER.test(valueText) ? Number(valueText) : Number.NaN
    if (number === null) report('BAD_DATE', row, 1, `expected a date YYYY-MM-DD, found "${shorten(dateText)}"`)
    if (!Number.isFinite(value)) report('BAD_VALUE', row, 2, `expected a number, found "${shorten(valueText)}"`)
    if (number === null || !Number.isFinite(value)) continue
    first ??= {text: dateText, number}
    const days = number - first.number
    if (days === values.length - 1) report('DUPLICATE_DATE', row, 1, `${dateText} stands on an earlier row already`)
    else if (days < values.length) report('BACKWARD_DATE', row, 1, `${dateText} comes after a later date`)
    else if (days >= LONGEST_SERIES_DAYS)
      report('GAP_TOO_LONG', row, 1, `${dateText} is over 100 years after ${first.text}`)
    else {
      while (values.length < days) values.push(0)
      values.push(value)
    }
  }
  if (first === null && problems.length === 0) report('NO_ROWS', 1, 1, 'expected rows of date,value, found none')
  return {series: first !== null && problems.length === 0 ? {firstDay: first.text, values} : null, problems}
}

/** A decimal number as people and programs write it. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** A first line without any digit names the columns. */
function isHeader(line: string): boolean {
  return !/\d/.test(line)
}

function unquote(field: string): string {
  return field
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
