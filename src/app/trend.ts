import type {Answer} from '../core/answer.ts'
import {EXIT, type ExitCode} from '../core/exit.ts'
import {toUsd} from '../core/money/picodollars.ts'
import type {ProblemCount} from '../core/problem.ts'
import type {SpendSide} from '../core/snapshot/spend-side.ts'
import {bucketsOfPeriod} from '../core/time/buckets-of-period.ts'
import {timeSpanOf} from '../core/time/time-unit.ts'
import {judgeTrend, trendOf, type TrendPoint, type TrendVerdict} from '../core/trend/trend.ts'
import type {TrendReport} from '../core/trend/trend-report.ts'
import type {LedgerPort} from './ports.ts'

/** How sure the band of the slope is. */
const LEVEL = 0.9

/** What is judged of a trend. */
export interface TrendRequest {
  readonly step: TrendReport['step']
  readonly limitPct: number | null
  readonly nowMs: number
}

/** The trend over snapshots, or over weeks. Exit 2 when it drifts beyond the limit, 1 when that could not be judged. */
export function judgeSpendTrend(
  points: readonly TrendPoint[],
  {step, limitPct, nowMs}: TrendRequest,
  problems: readonly ProblemCount[],
): Answer<TrendReport> {
  const trend = trendOf(points, LEVEL)
  const verdict = limitPct === null ? null : judgeTrend(trend, limitPct)
  return {
    report: {generatedAtMs: nowMs, trend, step, limitPct, verdict, problems},
    exitCode: verdict === null ? EXIT.ok : EXIT_CODES[verdict],
  }
}

const EXIT_CODES: Readonly<Record<TrendVerdict, ExitCode>> = {
  steady: EXIT.ok,
  drifting: EXIT.gateSaysNo,
  unknown: EXIT.couldNot,
}

/** A snapshot as a step. */
export function pointOf({label, fromMs, git, costPicodollars}: SpendSide): TrendPoint {
  const sha = git?.sha?.slice(0, 8)
  return {label: sha === undefined ? label : `${label} ${sha}`, fromMs, usd: toUsd(costPicodollars)}
}

/** The last whole weeks, from the first in which something was spent. The present week is left out: it is not over. */
export function weeklyPoints(
  ledger: Pick<LedgerPort, 'group'>,
  {weeks, nowMs, timezone}: {readonly weeks: number; readonly nowMs: number; readonly timezone: string},
): TrendPoint[] {
  const thisWeek = timeSpanOf('week', nowMs, timezone, 1)
  // a day more than the weeks have, for the hour that a change of clocks may add
  const first = timeSpanOf('week', thisWeek.fromMs - weeks * WEEK_MS + DAY_MS, timezone, 1)
  const bounds = {fromMs: first.fromMs, toMs: thisWeek.fromMs}
  const {groups} = ledger.group({bounds, by: ['week'], filters: [], timezone, monthStart: 1})
  const spent = new Map(groups.map(({values, amounts}) => [values[0] ?? '', amounts.totals(0, [], []).costPicodollars]))
  const points = bucketsOfPeriod(bounds, 'week', timezone).map(({label, fromMs}) => {
    return {label, fromMs, usd: toUsd(spent.get(label) ?? 0n)}
  })
  const begin = points.findIndex(({usd}) => usd > 0)
  return begin < 0 ? [] : points.slice(begin)
}

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
