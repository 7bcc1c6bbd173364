import {withoutByteOrderMark} from '../settings/byte-order-mark.ts'
import {dayNumber} from '../forecast/calendar-day.ts'
import {parseTimestamp} from '../time/parse-timestamp.ts'
import {LARGEST_COST_USD} from './verdict.ts'

/** One cost of a file. */
export interface TimedUsd {
  readonly at: string
  readonly atMs: number
  readonly usd: number
}

/** What is wrong with one row of a file of costs. */
export interface CostSeriesProblem {
  /** Line of the file, from 1 on, the header included. */
  readonly row: number
  /** Column, from 1 on: 1 is the time, 2 the cost. */
  readonly column: number
  readonly message: string
}

/**
 * Reads costs from CSV text: `at,usd` rows in order of time, with or without a header; a time is RFC 3339 or a date, a cost a
 * decimal number from 0 on. A byte order mark, CRLF and blank lines are fine; several rows may share an instant.
 *
 * @param text - Any text.
 * @returns The costs, and every bad row with row and column; a row is bad too when it lies before the one above it. Never
 *   throws.
 */
export function parseCostSeries(text: string): {readonly costs: TimedUsd[]; readonly problems: CostSeriesProblem[]} {
  const costs: TimedUsd[] = []
  const problems: CostSeriesProblem[] = []
  const lines = withoutByteOrderMark(text).split(/\r\n|\n|\r/)
  for (const [index, line] of lines.entries()) {
    const row = index + 1
    if (line.trim() === '' || (row === 1 && !/\d/.test(line))) continue
    const fields = line.split(',').map((field) => field.trim().replace(/^"(.*)"$/, '$1'))
    const report = (column: number, message: string) => problems.push({row, column, message})
    const [at = '', usdText] = fields
    if (usdText === undefined || fields.length > 2) {
      report(Math.min(fields.length + 1, 3), `expected 2 columns (at,usd), found ${fields.length}`)
      continue
    }
    const atMs = momentOf(at)
    const usd = NUMBER.test(usdText) ? Number(usdText) : Number.NaN
    if (atMs === null) report(1, `expected a time such as 2026-11-01T09:30:00Z, found "${at.slice(0, 40)}"`)
    else if (atMs < (costs.at(-1)?.atMs ?? -Infinity)) report(1, `${at} comes after a later time`)
    if (!(usd >= 0 && usd <= LARGEST_COST_USD)) report(2, `expected a cost from 0 on, found "${usdText.slice(0, 40)}"`)
    else if (atMs !== null) costs.push({at, atMs, usd})
  }
  if (costs.length === 0 && problems.length === 0) {
    problems.push({row: 1, column: 1, message: 'expected rows of at,usd, found none'})
  }
  return {costs, problems}
}

/** A decimal number as people and programs write it. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

function momentOf(text: string): number | null {
  const day = dayNumber(text)
  return day === null ? parseTimestamp(text) : day * 86_400_000
}
