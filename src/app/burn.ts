import type {Answer} from '../core/answer.ts'
import {usdPerHour, type TimedCost} from '../core/burn/bucket-sums.ts'
import {accelerates, burnRate} from '../core/burn/burn-rate.ts'
import type {BurnReport} from '../core/burn/burn-report.ts'
import {EXIT} from '../core/exit.ts'
import {PechError, type ProblemCount} from '../core/problem.ts'
import {localDayOf, localDayOfNumber} from '../core/time/local-day.ts'
import type {TimeSpan} from '../core/time/time-span.ts'

/** What `pech burn` was asked. */
export interface BurnRequest {
  readonly bucket: string
  readonly lookback: string
  readonly alertPct: number | null
  readonly nowMs: number
  readonly timezone: string
}

/** Costs since a moment: by quarter of an hour for the buckets, one by one for the last hour. */
export interface BurnPorts {
  readonly spendSince: (fromMs: number) => Iterable<TimedCost>
  readonly callsSince: (fromMs: number) => Iterable<TimedCost>
}

const HOUR_MS = 3_600_000
const MOST_BUCKETS = 2000

/** From which part of it on the present bucket is extrapolated; before, it says too little and is left out. */
const ENOUGH_ELAPSED = 0.5

/** The latest bucket of time against the mean of the earlier ones, and the last hour. Exit 2 above `--alert-on-acceleration`. */
export function measureBurn(
  ports: BurnPorts,
  request: BurnRequest,
  problems: readonly ProblemCount[],
): Answer<BurnReport> {
  const {nowMs, alertPct} = request
  const spans = spansOf(request)
  const [first] = spans
  const last = spans.at(-1)
  if (first === undefined || last === undefined) throw new RangeError('burn: no buckets')
  const sums = spans.map(() => 0)
  for (const {atMs, usd} of ports.spendSince(first.fromMs)) {
    const index = spans.findIndex(({toMs}) => atMs < toMs)
    if (index >= 0 && atMs >= first.fromMs) sums[index]! += usd
  }
  const elapsedShare = Math.min(1, Math.max(1e-9, (nowMs - last.fromMs) / (last.toMs - last.fromMs)))
  const partial = elapsedShare >= ENOUGH_ELAPSED ? 'scale' : 'leave-out'
  const outcome = burnRate({bucketsUsd: sums, elapsedShare, partial})
  const triggered = alertPct !== null && outcome.kind === 'burn' && accelerates(outcome, alertPct)
  return {
    report: {
      generatedAtMs: nowMs,
      timezone: request.timezone,
      bucket: request.bucket,
      lookback: request.lookback,
      series: spans.map((span, index) => ({...span, usd: sums[index]!})),
      elapsedShare,
      outcome,
      usdPerHour: usdPerHour(ports.callsSince(nowMs - HOUR_MS), nowMs, HOUR_MS),
      alertPct,
      triggered,
      problems,
    },
    exitCode: triggered ? EXIT.gateSaysNo : EXIT.ok,
  }
}

/** Days and weeks are those of the calendar; hours are counted back from the end of the present one. */
function spansOf({bucket, lookback, nowMs, timezone}: BurnRequest): TimeSpan[] {
  const [width, whole] = [lengthOf('bucket', bucket), lengthOf('lookback', lookback)]
  const count = Math.floor(whole.hours / width.hours)
  if (count < 2 || count > MOST_BUCKETS) {
    throw new PechError(
      'USAGE',
      `--lookback ${lookback} holds ${count} ${count === 1 ? 'bucket' : 'buckets'} of ${bucket}`,
      `give at least two buckets, and ${MOST_BUCKETS} at most`,
    )
  }
  const days = width.hours / 24
  if (!Number.isInteger(days)) {
    const endMs = (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS
    return Array.from({length: count}, (_, index) => {
      const fromMs = endMs - (count - index) * width.hours * HOUR_MS
      return {label: new Date(fromMs).toISOString(), fromMs, toMs: fromMs + width.hours * HOUR_MS}
    })
  }
  const today = localDayOf(timezone, nowMs).dayNumber
  return Array.from({length: count}, (_, index) => {
    const first = localDayOfNumber(timezone, today + 1 - (count - index) * days)
    return {label: first.label, fromMs: first.fromMs, toMs: localDayOfNumber(timezone, first.dayNumber + days).fromMs}
  })
}

const UNIT_HOURS: Readonly<Record<string, number>> = {h: 1, d: 24, w: 168}

function lengthOf(flag: string, text: string): {readonly hours: number} {
  const match = /^([1-9]\d{0,3})([hdw])$/.exec(text)
  if (match === null)
    throw new PechError('USAGE', `--${flag} ${text}: no such length`, 'give hours, days or weeks: 6h, 1d, 2w')
  return {hours: Number(match[1]) * (UNIT_HOURS[match[2] ?? ''] ?? 1)}
}
