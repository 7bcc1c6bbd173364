import type {Answer} from '../core/answer.ts'
import {missingName, type Dimension} from '../core/attribution/dimension.ts'
import {cacheMisses} from '../core/caching/cache-misses.ts'
import {missGroups, type CacheReport, type CacheRow} from '../core/caching/cache-report.ts'
import type {CallStream} from '../core/caching/stream-call.ts'
import type {ProblemCount} from '../core/problem.ts'
import type {Filter} from '../core/report/filter.ts'
import type {Period} from '../core/time/period.ts'
import type {LedgerPort} from './ports.ts'
import {totalsOf} from './report.ts'

/** What `pech cache` was asked. */
export interface CacheRequest {
  readonly period: Period
  readonly filters: readonly Filter[]
  readonly monthStart: number
  readonly by: readonly Dimension[] | null
  readonly nowMs: number
}

/** What the prompt cache saved and what it cost in vain, and which calls lost it. */
export function reportCache(
  ledger: LedgerPort,
  streams: Iterable<CallStream>,
  request: CacheRequest,
  problems: readonly ProblemCount[],
): Answer<CacheReport> {
  const {period, filters, monthStart, by} = request
  const grouped = (dimensions: readonly Dimension[]) =>
    ledger.group({bounds: period, by: dimensions, filters, timezone: period.timezone, monthStart})
  const byModel = grouped(['model'])
  const misses = [...streams].flatMap(cacheMisses)
  misses.sort((a, b) =>
    a.costPicodollars === b.costPicodollars
      ? a.call.atMs - b.call.atMs
      : a.costPicodollars < b.costPicodollars
        ? 1
        : -1,
  )
  return {
    report: {
      generatedAtMs: request.nowMs,
      period,
      filters,
      totals: totalsOf(byModel.whole),
      summary: byModel.whole.amounts.cacheSummary(),
      byModel: rowsOf(byModel, ['model']),
      byAgent: rowsOf(grouped(['agent']), ['agent']),
      by,
      rows: by === null ? [] : rowsOf(grouped(by), by),
      misses,
      causes: missGroups(misses),
      problems,
    },
  }
}

/** The rows of a grouping, the one with the most saved by reads first. */
function rowsOf({groups}: ReturnType<LedgerPort['group']>, by: readonly Dimension[]): CacheRow[] {
  const rows = groups.map(({values, amounts}): CacheRow => {
    const key = Object.fromEntries(by.map((dimension, index) => [dimension, values[index] ?? missingName(dimension)]))
    const {calls, unpriced} = amounts.totals(0, [], [])
    return {key, calls, unpricedCalls: unpriced.calls, summary: amounts.cacheSummary()}
  })
  const net = ({summary}: CacheRow) => summary.netBenefitPicodollars
  return rows.sort((a, b) => (net(a) === net(b) ? nameOf(a).localeCompare(nameOf(b), 'en') : net(a) < net(b) ? 1 : -1))
}

function nameOf({key}: CacheRow): string {
  return Object.values(key).join('\n')
}
