import {PechError} from '../core/problem.ts'
import {Amounts} from '../core/report/amounts.ts'
import type {Report, ReportRow, ReportWindow} from '../core/report/report.ts'
import {isSpan, parseMoment} from '../core/time/moment.ts'
import type {LedgerPort} from './ports.ts'
import {keyOf, queryOf, totalsOf, type ReportRequest} from './report.ts'

/**
 * The report with what each row cost in the last hour, day or other spans up to now, whatever its own period. Groups that
 * have calls in a span only get rows of their own, unless `--top` limits them.
 *
 * @param spans - Such as `1h`; none leaves the report as it is.
 * @throws PechError `USAGE` for what is no span, and for a list of single calls.
 */
export function withWindows(
  ledger: LedgerPort,
  report: Report,
  request: ReportRequest,
  spans: readonly string[],
): Report {
  if (spans.length === 0) return report
  if (request.last !== null) throw new PechError('USAGE', '--windows and --last do not go together', 'leave one out')
  const {nowMs, period, by} = request
  const windows = spans.map((span): ReportWindow & {groups: ReadonlyMap<string, ReportRow>} => {
    const fromMs = isSpan(span) ? parseMoment(span, nowMs, period.timezone) : null
    if (fromMs === null)
      throw new PechError('USAGE', `--windows ${span} is no span`, 'expected some, such as 1h,24h,7d')
    const bounds = {fromMs, toMs: nowMs + 1}
    const {groups, whole} = ledger.group({...queryOf(request), bounds})
    const rows = groups.map((group): ReportRow => ({key: keyOf(group, by), share: null, totals: totalsOf(group)}))
    return {
      span,
      ...bounds,
      totals: totalsOf(whole),
      groups: new Map(rows.map((row) => [JSON.stringify(row.key), row])),
    }
  })
  const known = new Set(report.rows.map(({key}) => JSON.stringify(key)))
  const others = new Map(windows.flatMap(({groups}) => [...groups].filter(([name]) => !known.has(name))))
  const more = request.top === null ? [...others.values()].map((row) => ({...row, totals: NOTHING})) : []
  const rows = [...report.rows, ...more].map((row) => {
    return {...row, windows: windows.map(({groups}) => groups.get(JSON.stringify(row.key))?.totals ?? NOTHING)}
  })
  return {...report, rows, windows: windows.map(({groups: _groups, ...window}) => window)}
}

const NOTHING = new Amounts().totals(0, [], [])
