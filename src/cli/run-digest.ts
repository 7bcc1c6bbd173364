import {morningPage} from '../app/digest.ts'
import {forecastPeriod} from '../app/forecast.ts'
import {reconcileBill} from '../app/reconcile/reconcile-bill.ts'
import type {Answer} from '../core/answer.ts'
import type {Digest, DigestAnomaly, DigestForecast, DigestReconciled} from '../core/digest/digest.ts'
import {DEFAULT_FORECAST_OPTIONS} from '../core/forecast/create-forecaster.ts'
import {toUsd} from '../core/money/picodollars.ts'
import type {Period} from '../core/time/period.ts'
import {BilledBook} from '../io/billing/billed-book.ts'
import {mergedChanges} from '../io/git.ts'
import {dailySpend} from '../io/ledger/daily-series.ts'
import type {Database} from '../io/ledger/database.ts'
import {anomalyName, changeText, excessText} from '../render/anomaly-words.ts'
import {budgetStanding} from './budget-standing.ts'
import type {Composition} from './composition.ts'
import {look} from './look.ts'
import {monthStartOf, periodOf} from './period-flags.ts'
import {reconcilePorts} from './reconcile-ports.ts'
import {runAnomaly} from './run-anomaly.ts'

/** Puts the morning page together from the answers of the other commands. */
export async function runDigest(ports: Composition): Promise<Answer<Digest>> {
  const {ledger, access, problems, notes} = look(ports)
  const {database} = access.ledger
  const [yesterday, month] = [periodOf(ports, {day: 'yesterday'}), periodOf(ports, {month: 'current'})]
  const report = await morningPage(
    {
      ledger,
      budgets: () => budgetStanding(ports, database),
      anomalies: () => anomaliesSince(ports, yesterday.label),
      forecast: () => monthForecast(ports, database, month),
      reconciled: () => reconciledOf(ports, database),
      mergedChanges: (project, fromMs, toMs) => (ports.settings.demo ? null : mergedChanges(project, fromMs, toMs)),
    },
    {yesterday, month, monthStart: monthStartOf(ports, {}), nowMs: ports.clock()},
    problems,
  )
  return {report, notes}
}

function anomaliesSince(ports: Composition, day: string): DigestAnomaly[] {
  const {report} = runAnomaly(ports, {since: day, unit: 'call', method: 'auto', floor: '0'})
  return report.anomalies
    .filter(({direction, dismissed, repeated}) => direction === 'spike' && !dismissed && !repeated)
    .map((anomaly) => {
      const words = [excessText(anomaly), changeText(anomaly)].filter((text) => text !== null)
      const {atMs, usd, expectedUsd} = anomaly
      return {name: anomalyName(anomaly), atMs, usd, expectedUsd, cause: words.length === 0 ? null : words.join('; ')}
    })
}

function monthForecast(ports: Composition, database: Database, period: Period): DigestForecast {
  const nowMs = ports.clock()
  const spend = dailySpend(database, {nowMs, timezone: ports.zone.name})
  const request = {unit: 'month', period, horizonsDays: [], options: DEFAULT_FORECAST_OPTIONS, nowMs} as const
  const {toDatePicodollars, rest, level} = forecastPeriod(spend, [], request, []).report
  if (rest === null) return {none: 'too few days are known'}
  const toDateUsd = toUsd(toDatePicodollars)
  return {
    pointUsd: toDateUsd + rest.point,
    lowUsd: toDateUsd + rest.low,
    highUsd: toDateUsd + rest.high,
    level,
    calibration: rest.calibration,
  }
}

const DAY_MS = 86_400_000
/** Days at the end of the bill that are compared. */
const BILLED_DAYS = 31

async function reconciledOf(ports: Composition, database: Database): Promise<DigestReconciled | null> {
  const span = new BilledBook(database).span()
  if (span === null) return null
  const toMs = Date.parse(span.last) + DAY_MS
  const fromMs = Math.max(Date.parse(span.first), toMs - BILLED_DAYS * DAY_MS)
  const first = new Date(fromMs).toISOString().slice(0, 10)
  const period = {label: `${first} to ${span.last}`, fromMs, toMs, timezone: 'UTC'}
  const wanted = {period, fallback: period, csvFiles: [], api: false, otelFile: undefined}
  const {report} = await reconcileBill(reconcilePorts(ports), {...wanted, limitPercent: 20, saveDiscount: false})
  const {estimated, billed} = report.reconciliation.totals
  return {period, estimatedPicodollars: estimated, billedPicodollars: billed}
}
