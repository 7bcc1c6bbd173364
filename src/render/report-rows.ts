import type {Report, ReportRow} from '../core/report/report.ts'
import {type Amounts, amountsOf, costShare, restOf} from './amounts.ts'
import {formatMoment} from './moment.ts'
import {dimensionWords, shortValue} from './names.ts'
import type {RenderOptions} from './options.ts'

/** A row of a document: the names that say what it is about, and its amounts. */
export interface DocumentRow {
  /** From outside; every format makes them safe. One per heading, except in the last rows, which have one for all. */
  readonly names: readonly string[]
  readonly amounts: Amounts
  /** Part of the report's money, null when it has none, or nothing is known of the row's. */
  readonly share: number | null
}

/** What documents (Markdown, HTML) show of a report; unlike a terminal, they have room for all columns. */
export interface DocumentRows {
  /** Of the names. */
  readonly headings: readonly string[]
  readonly rows: readonly DocumentRow[]
  /** The rows that were left out, together; undefined if none were. */
  readonly rest: DocumentRow | undefined
  readonly total: DocumentRow
}

/** Rows for documents. Titles of sessions are left out: documents are passed on. */
export function documentRows(report: Report, options: Pick<RenderOptions, 'home' | 'timezone'>): DocumentRows {
  const total = amountsOf(report.totals)
  const rowOf = (names: readonly string[], amounts: Amounts): DocumentRow => {
    return {names, amounts, share: costShare(amounts, total.costPicodollars)}
  }
  const rows = report.rows.map((row) => rowOf(namesOf(row, report, options), amountsOf(row.totals)))
  const rest = restOf(
    total,
    rows.map(({amounts}) => amounts),
  )
  return {
    headings: report.rows.some(({call}) => call)
      ? CALL_HEADINGS
      : report.by.length === 0
        ? ['all']
        : report.by.map(dimensionWords),
    rows,
    rest: report.omittedRows > 0 ? rowOf([`${report.omittedRows} more`], rest) : undefined,
    total: rowOf(['total'], total),
  }
}

const CALL_HEADINGS = ['time', 'session', 'model', 'agent', 'skill', 'tools']

function namesOf(
  {key, call}: ReportRow,
  {by}: Report,
  {home, timezone}: Pick<RenderOptions, 'home' | 'timezone'>,
): string[] {
  if (call)
    return [formatMoment(call.atMs, timezone), call.session, call.model, call.agent, call.skill, call.tools.join(', ')]
  if (by.length === 0) return ['all']
  return by.map((dimension) => shortValue(dimension, key[dimension] ?? '', {home, columns: undefined}))
}
