import {join} from 'node:path'
import {measureBurn} from '../app/burn.ts'
import {checkHealth, type HealthLimits, type HealthPorts} from '../app/health.ts'
import type {Answer} from '../core/answer.ts'
import {CHECK_NAMES, type CheckName} from '../core/health/check.ts'
import type {HealthReport} from '../core/health/health-report.ts'
import {selectChecks} from '../core/health/select-checks.ts'
import {PechError} from '../core/problem.ts'
import {rateCardAge} from '../core/rates/rate-card-age.ts'
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
import {spendSince} from '../io/ledger/spend-buckets.ts'
import {discoverLogs} from '../io/log-files/discover.ts'
import {planReading} from '../io/log-files/plan-reading.ts'
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
  return {
    budgets: () => budgetStanding(ports, database),
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
