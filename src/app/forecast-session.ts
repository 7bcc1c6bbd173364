import type {Answer} from '../core/answer.ts'
import type {DailySeries} from '../core/forecast/daily-series.ts'
import type {ForecastOptions} from '../core/forecast/create-forecaster.ts'
import type {ForecastReport, RestForecast} from '../core/forecast/forecast-report.ts'
import {forecastSum} from '../core/forecast/forecast-sum.ts'
import {restOfSession} from '../core/forecast/rest-of-session.ts'
import {PechError, type ProblemCount} from '../core/problem.ts'
import type {Picodollars} from '../core/money/picodollars.ts'

/** A session, and those it is compared with. US dollars per call. */
export interface SessionForecastRequest {
  readonly session: string
  readonly spentPicodollars: Picodollars
  readonly costsUsd: readonly number[]
  readonly past: readonly (readonly number[])[]
  readonly options: ForecastOptions
  readonly nowMs: number
  readonly timezone: string
  readonly unpricedCalls: number
}

/**
 * What a session will have cost when it is over. By default told from past sessions that came as far; where there are too
 * few, and with the other methods, as if half as many calls again will follow, which the answer says.
 *
 * @throws PechError for methods that look at weekdays.
 */
export function forecastSession(
  request: SessionForecastRequest,
  problems: readonly ProblemCount[],
): Answer<ForecastReport> {
  const {session, costsUsd, options, nowMs} = request
  if (options.method === 'dow') {
    throw new PechError('USAGE', '--method dow looks at weekdays, and a session has none', 'use --method auto')
  }
  const {rest, reason, calls} = restFor(request)
  return {
    report: {
      kind: 'forecast',
      generatedAtMs: nowMs,
      horizon: 'session',
      label: session,
      method: options.method,
      level: options.level,
      asOf: new Date(nowMs).toISOString(),
      timezone: request.timezone,
      knownDays: costsUsd.length,
      restDays: calls,
      toDatePicodollars: request.spentPicodollars,
      rest,
      reason,
      horizons: [],
      budgets: [],
      gaps: {futureCalls: 0, undatedCalls: 0, estimatedCalls: 0, unpricedCalls: request.unpricedCalls},
      problems,
    },
  }
}

function restFor({costsUsd, past, options}: SessionForecastRequest): {
  rest: RestForecast | null
  reason: ForecastReport['reason']
  calls: number
} {
  if (options.method === 'auto') {
    const outcome = restOfSession(costsUsd, past, options.level)
    if (outcome.kind === 'too-short') return {rest: null, reason: 'too-short', calls: 0}
    if (outcome.kind === 'band') {
      const {point, low, high, observed, calibrated, peers} = outcome
      const calibration = calibrated ? 'calibrated' : 'calibrating'
      const model = {method: 'sessions', calls: costsUsd.length, peers} as const
      return {rest: {point, low, high, calibration, notes: [], observed, model}, reason: null, calls: 0}
    }
  }
  const calls = Math.max(1, Math.floor(costsUsd.length / 2))
  const method = options.method === 'auto' ? 'ses' : options.method
  const outcome = forecastSum(asSeries(costsUsd), calls, {...options, method})
  if (outcome.kind === 'none') return {rest: null, reason: outcome.reason, calls}
  const {point, low, high, model} = outcome
  const none = {origins: 0, coverage: null}
  return {
    rest: {point, low, high, calibration: 'not calibrated yet', notes: ['calls-guessed'], observed: none, model},
    reason: null,
    calls,
  }
}

/** Calls instead of days; the date has no meaning. */
function asSeries(values: readonly number[]): DailySeries {
  return {firstDay: '2000-01-01', values}
}
