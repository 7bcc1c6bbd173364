import {findAnomalies, itemsOfFile, type AnomalyPorts, type AnomalyRequest} from '../app/anomaly.ts'
import {usualThreshold} from '../app/anomaly-methods.ts'
import {namedSessions} from '../app/find-session.ts'
import type {AnomalyMethod, AnomalyReport, DismissReport} from '../core/anomaly/anomaly.ts'
import type {AnomalyUnit} from '../core/anomaly/spend-item.ts'
import type {Answer} from '../core/answer.ts'
import {PechError} from '../core/problem.ts'
import {localDayOf} from '../core/time/local-day.ts'
import {dismissAnomaly, isDismissed, recordAnomalies, recordAsked, refreshSpikeLimits} from '../io/ledger/anomalies.ts'
import {priorLookup} from '../io/ledger/prior.ts'
import {filterSql} from '../io/ledger/query/dimension-sql.ts'
import {callItems, groupItems, promptPlace} from '../io/ledger/spend-items.ts'
import {readText} from '../io/read-text.ts'
import type {Composition} from './composition.ts'
import {numberFlag} from './forecast-flags.ts'
import {look, openLedgerOf} from './look.ts'
import type {PeriodFlagValues} from './period-flags.ts'
import {scopeOf} from './scope.ts'

/** What `pech anomaly` was asked. */
export type AnomalyFlagValues = PeriodFlagValues &
  Readonly<Record<string, unknown>> & {
    readonly unit: AnomalyUnit
    readonly method: AnomalyMethod
    readonly threshold?: string | undefined
    readonly floor: string
    readonly 'alert-on'?: number | undefined
    readonly series?: string | undefined
  }

/** Looks for anomalies in a file, or in the ledger, which then knows them. */
export function runAnomaly(ports: Composition, flags: AnomalyFlagValues): Answer<AnomalyReport> {
  const request = requestOf(ports, flags)
  if (flags.series !== undefined) {
    const items = itemsOfFile(readText(flags.series), flags.series)
    const isLate = request.method === 'poisson' ? (items.at(-1)?.atMs ?? request.nowMs) : request.nowMs
    return findAnomalies(portsOfFile(items), {...request, nowMs: isLate, label: flags.series}, [])
  }
  const {access, ledger, problems, notes} = look(ports)
  const {database} = access.ledger
  const scope = scopeOf(ports, flags)
  const {nowMs, unit, method} = request
  const timezone = ports.zone.name
  const filter = filterSql(database, namedSessions(ledger, scope.filters))
  const toMs = Math.min(scope.period.toMs ?? Infinity, nowMs + 1)
  const fromMs = method === 'poisson' ? nowMs - 31 * 86_400_000 : scope.period.fromMs
  const items =
    unit === 'call' || method === 'poisson'
      ? callItems(database, {fromMs, toMs, filter})
      : groupItems(database, unit, {nowMs, timezone, filter})
  const answer = findAnomalies(
    {
      items,
      priorOf: priorLookup(database),
      dayOf: (atMs) => (atMs === null ? 'unknown' : localDayOf(timezone, atMs).label),
      isDismissed: isDismissed(database, nowMs),
      promptPlace: (session, prompt) => promptPlace(database, session, prompt),
      hasTokens: true,
    },
    {...request, period: scope.period, label: scope.period.label},
    problems,
  )
  const isUsual = method === 'auto' && request.threshold === usualThreshold(unit, method)
  if (isUsual) recordAnomalies(database, answer.report.anomalies, nowMs)
  else recordAsked(database, answer.report.anomalies)
  if (unit === 'call' && method === 'auto') refreshSpikeLimits(database, nowMs)
  return {...answer, notes}
}

function requestOf(ports: Composition, flags: AnomalyFlagValues): AnomalyRequest {
  const {method} = flags
  if (method === 'poisson' && flags.unit === 'session') {
    throw new PechError(
      'USAGE',
      '--method poisson compares 24 hours with the 30 days before, not sessions',
      'leave --unit out',
    )
  }
  const unit = method === 'poisson' ? 'day' : flags.unit
  const {threshold} = flags
  return {
    unit,
    method,
    threshold:
      threshold === undefined ? usualThreshold(unit, method) : numberFlag('threshold', threshold, 'a score from 0 on'),
    floorUsd: numberFlag('floor', flags.floor, 'an amount of dollars such as 0.25'),
    alertOn: flags['alert-on'] ?? null,
    label: '',
    period: null,
    nowMs: ports.clock(),
  }
}

function portsOfFile(items: AnomalyPorts['items']): AnomalyPorts {
  return {
    items,
    priorOf: () => null,
    dayOf: (atMs) => (atMs === null ? 'unknown' : new Date(atMs).toISOString().slice(0, 10)),
    isDismissed: () => false,
    promptPlace: () => null,
    hasTokens: false,
  }
}

/** Silences the key of an anomaly for some days. */
export function runDismiss(ports: Composition, id: string, days: number): Answer<DismissReport> {
  const nowMs = ports.clock()
  const untilMs = nowMs + days * 86_400_000
  const found = dismissAnomaly(openLedgerOf(ports).ledger.database, id, untilMs)
  const [first] = found
  if (first === undefined) {
    throw new PechError(
      'ANOMALY_UNKNOWN',
      `no anomaly that was found begins with ${id}`,
      'see the ids of `pech anomaly`',
    )
  }
  if (found.some(({key}) => key !== first.key)) {
    const ids = found.slice(0, 3).map((one) => one.id)
    throw new PechError(
      'ANOMALY_AMBIGUOUS',
      `several anomalies begin with ${id}`,
      `give more of the id: ${ids.join(', ')}`,
    )
  }
  return {report: {generatedAtMs: nowMs, id: first.id, keyText: first.key, untilMs, problems: []}}
}
