import type {Answer} from '../core/answer.ts'
import {budgetLabel} from '../core/budget/budget-label.ts'
import type {BudgetList, ListedBudget} from '../core/budget/budget-list.ts'
import type {BurnOutcome} from '../core/burn/burn-rate.ts'
import type {HealthSettings} from '../core/config/config.ts'
import type {BudgetForecast} from '../core/forecast/forecast-report.ts'
import type {Check, CheckName} from '../core/health/check.ts'
import {
  checkHooks,
  checkIngestLag,
  checkIntegrity,
  checkOrphans,
  checkRateCard,
  checkUnpriced,
  type HooksFacts,
} from '../core/health/check-ledger.ts'
import {checkAnomaly, checkBudget, checkBurn, checkProjection, type AnomalyFacts} from '../core/health/check-money.ts'
import {healthExitCode, healthVerdict, type HealthReport} from '../core/health/health-report.ts'
import type {ProblemCount} from '../core/problem.ts'
import {budgetName} from './snapshot.ts'

/** What the checks ask of outside; each is asked for only when its check is made. */
export interface HealthPorts {
  readonly budgets: () => BudgetList
  /** When budgets will be used up, as `pech forecast` says it; those that surely last so many days may be left out. */
  readonly forecasts: (days: number) => readonly BudgetForecast[]
  readonly burn: () => BurnOutcome
  readonly spikes: () => AnomalyFacts
  readonly calls: () => {
    readonly calls: number
    readonly orphans: number
    readonly unpriced: number
    readonly models: readonly string[]
  }
  /** Null when there is no card that can be used. */
  readonly rateCardAgeDays: () => number | null
  readonly ingestLag: () => {readonly hasLogs: boolean; readonly lagMs: number}
  readonly faults: () => readonly string[]
  readonly hooks: () => HooksFacts
}

/** From where on checks fail. */
export type HealthLimits = Omit<HealthSettings, 'skip'>

/** What is checked, and how. */
export interface HealthRequest {
  readonly checks: readonly CheckName[]
  readonly limits: HealthLimits
  readonly strict: boolean
  readonly nowMs: number
}

/** Makes the checks. Exit 2 when one fails; 1 under `--strict` when none fails and one could not be judged. */
export function checkHealth(
  ports: HealthPorts,
  {checks, limits, strict, nowMs}: HealthRequest,
  problems: readonly ProblemCount[],
): Answer<HealthReport> {
  const once = onceEach(ports)
  const made = checks.map((name) => MAKERS[name](once, limits, nowMs))
  return {
    report: {generatedAtMs: nowMs, checks: made, verdict: healthVerdict(made), problems},
    exitCode: healthExitCode(made, strict),
  }
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Growth of a day's spending below so many dollars passes. */
const LEAST_BURN_USD = 1
/** From this share of a limit on a budget is near. */
const NEAR = 0.8

type Maker = (ports: HealthPorts, limits: HealthLimits, nowMs: number) => Check

const MAKERS: Readonly<Record<CheckName, Maker>> = {
  budget: ({budgets}) => {
    const {budgets: listed, findings, file} = budgets()
    const facts = listed.map(({judged}) => ({
      ...namesOf(judged),
      spentPicodollars: judged.spent.picodollars,
      limitPicodollars: judged.rule.limitPicodollars,
      verdict: judged.verdict === 'OK' && judged.ratio >= NEAR ? ('WARN' as const) : judged.verdict,
    }))
    return checkBudget(facts, findings.length > 0 ? file : null)
  },
  burn: ({burn}, {alertAccelerationPercent}) => checkBurn(burn(), alertAccelerationPercent ?? 100, LEAST_BURN_USD),
  anomaly: ({spikes}, {alertOutliers}) => checkAnomaly(spikes(), Math.max(1, alertOutliers ?? 1)),
  projection: ({budgets, forecasts}, {alertDaysToExhaust}, nowMs) => {
    const {budgets: listed} = budgets()
    const alertDays = alertDaysToExhaust ?? 14
    const known = listed.length === 0 ? [] : forecasts(alertDays)
    const facts = listed.map(({judged, reachedAtMs}) => ({
      ...namesOf(judged),
      days: daysLeft(known.find(isOf(judged)), reachedAtMs === null ? null : (reachedAtMs - nowMs) / DAY_MS),
      windowDaysLeft: judged.resetsAtMs === null ? null : (judged.resetsAtMs - nowMs) / DAY_MS,
    }))
    return checkProjection(facts, alertDays)
  },
  orphans: ({calls}, {alertOrphanRate}) => {
    const fail = alertOrphanRate ?? 0.2
    return checkOrphans(calls(), {warn: Math.min(fail, 0.05), fail})
  },
  unpriced: ({calls}) => checkUnpriced(calls(), 0.05),
  'rate-card': ({rateCardAgeDays}, {alertRateCardAgeDays}) => {
    const ageDays = rateCardAgeDays()
    const isTooOld = ageDays !== null && alertRateCardAgeDays !== null && ageDays > alertRateCardAgeDays
    if (isTooOld) return {name: 'rate-card', status: 'fail', finding: {code: 'RATE_CARD_EXPIRED', ageDays}}
    return checkRateCard(ageDays)
  },
  'ingest-lag': ({ingestLag}, {alertIngestLagHours}) => {
    const failMs = (alertIngestLagHours ?? 24) * HOUR_MS
    return checkIngestLag(ingestLag(), {warnMs: Math.min(HOUR_MS, failMs), failMs})
  },
  integrity: ({faults}) => checkIntegrity({faults: faults()}),
  hooks: ({hooks}) => checkHooks(hooks()),
}

function namesOf(judged: ListedBudget['judged']): {readonly name: string; readonly label: string} {
  return {name: budgetName(judged), label: budgetLabel(judged.rule, judged.key)}
}

function isOf({rule, key}: ListedBudget['judged']): (forecast: BudgetForecast) => boolean {
  return (forecast) => forecast.name === rule.name && (forecast.key ?? '') === key
}

/** The day that is forecast; of a budget that no forecast can tell of, the one at the pace of its window so far. */
function daysLeft(forecast: BudgetForecast | undefined, atPace: number | null): number | null {
  return forecast === undefined ? atPace : (forecast.expected?.days ?? null)
}

/** Two checks that ask the same share the answer. */
function onceEach(ports: HealthPorts): HealthPorts {
  return {...ports, budgets: lazy(ports.budgets), calls: lazy(ports.calls)}
}

function lazy<Value>(make: () => Value): () => Value {
  let made: {value: Value} | undefined
  return () => (made ??= {value: make()}).value
}
