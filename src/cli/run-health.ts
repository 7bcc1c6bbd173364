import {join} from 'node:path'
import {measureBurn} from '../app/burn.ts'
import {forecastBudgets} from '../app/forecast-budgets.ts'
import {checkHealth, type HealthLimits, type HealthPorts} from '../app/health.ts'
import type {Answer} from '../core/answer.ts'
import type {BudgetList} from '../core/budget/budget-list.ts'
import type {JudgedRule} from '../core/budget/verdict.ts'
import {DEFAULT_FORECAST_OPTIONS} from '../core/forecast/create-forecaster.ts'
import {CHECK_NAMES, type CheckName} from '../core/health/check.ts'
import type {HealthReport} from '../core/health/health-report.ts'
import {selectChecks} from '../core/health/select-checks.ts'
import {PechError} from '../core/problem.ts'
import {rateCardAge} from '../core/rates/rate-card-age.ts'
import {toUsd} from '../core/money/picodollars.ts'
import {localDayOf} from '../core/time/local-day.ts'
import {refreshSpikeLimits} from '../io/ledger/anomalies.ts'
import type {Database} from '../io/ledger/database.ts'
import {
  callHealth,
  firstCallMs,
  hasSources,
  hasSpikeLimits,
  quickFaults,
  spikesSince,
} from '../io/ledger/health-facts.ts'
import {dailySpend} from '../io/ledger/daily-series.ts'
import {spendSince} from '../io/ledger/spend-buckets.ts'
import {discoverLogs} from '../io/log-files/discover.ts'
import {planReading} from '../io/log-files/plan-reading.ts'
import {budgetOutlooks} from './budget-outlooks.ts'
import {budgetStanding} from './budget-standing.ts'
import type {Composition} from './composition.ts'
import {hooksInstalled} from './hooks-installed.ts'
import {look, type Look} from './look.ts'

/** Which checks, and from where on they fail; null: the config decides. */
export interface HealthFlags {
  readonly skip: readonly string[]
  readonly only: readonly string[]
  readonly limits: HealthLimits
  readonly strict: boolean
}

const DAY_MS = 86_400_000
/** Orphans and calls without a price are counted over so many days. */
const CALL_DAYS = 30
/** Days that the latest one is compared with, itself included. */
const BURN_DAYS = 14

/** Makes the checks of `pech health` with one opening of the ledger. */
export function runHealth(
  ports: Composition,
  flags: HealthFlags,
): {readonly answer: Answer<HealthReport>; readonly look: Look} {
  const {health} = ports.config.config
  const checks = selected(flags, flags.only.length > 0 ? [] : health.skip)
  const opened = look(ports)
  const nowMs = ports.clock()
  const {skip: _skip, ...configured} = health
  const limits = {...configured, ...given(flags.limits)}
  const answer = checkHealth(healthPorts(ports, opened), {checks, limits, strict: flags.strict, nowMs}, opened.problems)
  return {answer: {...answer, notes: opened.notes}, look: opened}
}

function selected({only, skip}: HealthFlags, configured: readonly string[]): readonly CheckName[] {
  const checks = selectChecks(only, [...skip, ...configured])
  if (!('code' in checks)) return checks
  if (checks.code === 'CHECKS_ALL_SKIPPED') {
    throw new PechError(checks.code, 'every check is skipped', 'leave at least one of them')
  }
  const {code, name, suggestion} = checks
  const hint = suggestion === undefined ? `give one of ${CHECK_NAMES.join(', ')}` : `did you mean ${suggestion}?`
  throw new PechError(code, `there is no check '${name}'`, hint)
}

function given(limits: HealthLimits): Partial<HealthLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== null))
}

function healthPorts(ports: Composition, {access}: Look): HealthPorts {
  const {database} = access.ledger
  const nowMs = ports.clock()
  let standing: BudgetList | undefined
  const budgets = () => (standing ??= budgetStanding(ports, database))
  return {
    budgets,
    forecasts: (days) => {
      const mostUsd = MARGIN * dearestStretchUsd(ports, database, Math.ceil(days))
      const mayEnd = ({spent, rule}: JudgedRule) => toUsd(rule.limitPicodollars) - toUsd(spent.picodollars) <= mostUsd
      const outlooks = budgetOutlooks(ports, database, budgets(), mayEnd)
      return forecastBudgets(outlooks, DEFAULT_FORECAST_OPTIONS, localDayOf(ports.zone.name, nowMs))
    },
    burn: () => {
      // days before the first call are no days on which nothing was spent
      const knownDays = Math.ceil((nowMs - (firstCallMs(database) ?? nowMs)) / DAY_MS) + 1
      const request = {
        bucket: '1d',
        lookback: `${Math.max(2, Math.min(BURN_DAYS, knownDays))}d`,
        alertPct: null,
        nowMs,
        timezone: ports.zone.name,
      }
      const spend = (fromMs: number) => spendSince(database, fromMs, nowMs)
      return measureBurn({spendSince: spend, callsSince: () => []}, request, []).report.outcome
    },
    spikes: () => {
      if (!hasSpikeLimits(database)) refreshSpikeLimits(database, nowMs)
      return spikesSince(database, nowMs - DAY_MS, nowMs)
    },
    calls: () => callHealth(database, nowMs - CALL_DAYS * DAY_MS, nowMs),
    rateCardAgeDays: () => rateCardAge(ports.rateCards.inForce().card.verifiedAt, nowMs).ageDays,
    ingestLag: () => ingestLag(ports, access.ledger, nowMs),
    faults: () => quickFaults(database, nowMs),
    hooks: () => hooksInstalled(ports),
  }
}

/** A budget that would outlast so many times the dearest stretch of late needs no forecast. */
const MARGIN = 2
const RECENT_DAYS = 90

/** What all calls together cost in the dearest so many days running. */
function dearestStretchUsd(ports: Composition, database: Database, length: number): number {
  const {days} = dailySpend(database, {nowMs: ports.clock(), timezone: ports.zone.name})
  const recent = days.slice(-RECENT_DAYS).map((day) => toUsd(day.pricedPicodollars) + toUsd(day.estimatedPicodollars))
  const whole = Math.min(length, recent.length)
  const sums = recent
    .slice(whole - 1)
    .map((_, end) => recent.slice(end, end + whole).reduce((sum, usd) => sum + usd, 0))
  return whole === 0 ? 0 : (Math.max(...sums) * length) / whole
}

/** How long the oldest unread file has been waiting: none, when this command has just read what there was. */
function ingestLag(
  ports: Composition,
  ledger: Look['access']['ledger'],
  nowMs: number,
): {hasLogs: boolean; lagMs: number} {
  if (ports.settings.ingest) return {hasLogs: hasSources(ledger.database), lagMs: 0}
  const {files} = discoverLogs(ports.claudeFolders.map((folder) => join(folder, 'projects')))
  const known = {stamps: ledger.sourceStamps(), source: (path: string) => ledger.knownSource(path)}
  const waiting = planReading(files, known, false).groups.flat()
  const oldestMs = waiting.reduce((oldest, {file}) => Math.min(oldest, file.modifiedMs), nowMs)
  return {hasLogs: files.length > 0, lagMs: nowMs - oldestMs}
}

/** The database of an opened ledger. */
export function databaseOf({access}: Look): Database {
  return access.ledger.database
}
