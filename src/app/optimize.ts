import type {Answer} from '../core/answer.ts'
import type {CallStream} from '../core/caching/stream-call.ts'
import {lifetimeFindings, lostCacheFindings, unreadWriteFindings} from '../core/optimize/cache-findings.ts'
import {largeResultFindings, longContextFindings} from '../core/optimize/context-findings.ts'
import {counterfactual} from '../core/optimize/counterfactual.ts'
import {batchableFindings, cheaperSubagentFindings} from '../core/optimize/model-findings.ts'
import {
  leastSaving,
  rankFindings,
  type OptimizeReport,
  type TierCounterfactual,
} from '../core/optimize/optimize-report.ts'
import type {ProblemCount} from '../core/problem.ts'
import type {RateVector} from '../core/rates/rate.ts'
import type {Filter} from '../core/report/filter.ts'
import type {Period} from '../core/time/period.ts'
import type {LedgerPort} from './ports.ts'

/** The newest model of a family, and what it charges now. */
export interface TierModel {
  readonly tier: string
  readonly model: string
  readonly rateFor: (use: {readonly serviceTier: string | null; readonly geo: string | null}) => RateVector
}

/** What `pech optimize` was asked. */
export interface OptimizeRequest {
  readonly period: Period
  readonly filters: readonly Filter[]
  readonly nowMs: number
  /** What a finding saves a month at least; null: what is worth a line. */
  readonly leastPicodollars: bigint | null
  /** From the cheapest to the dearest. */
  readonly tiers: readonly TierModel[]
}

const DAY_MS = 86_400_000

/** Less than a cent a month is nothing. */
const CENT_PICODOLLARS = 10_000_000_000n

/** A shorter past is not drawn out to a month. */
const SHORTEST_DAYS = 7

/** What could be saved, by how much a month, and what that rests on. */
export function optimize(
  ledger: LedgerPort,
  streams: readonly CallStream[],
  request: OptimizeRequest,
  problems: readonly ProblemCount[],
): Answer<OptimizeReport> {
  const {period, filters, nowMs, tiers} = request
  const usage = ledger.group({
    bounds: period,
    by: ['model', 'serviceTier', 'geo'],
    filters,
    timezone: period.timezone,
    monthStart: 1,
  })
  const [cheapest] = tiers
  const findings = [
    ...unreadWriteFindings(streams),
    ...lifetimeFindings(streams),
    ...lostCacheFindings(streams),
    ...longContextFindings(streams),
    ...largeResultFindings(streams),
    ...batchableFindings(streams),
    ...(cheapest === undefined
      ? []
      : cheaperSubagentFindings(streams, {
          model: cheapest.model,
          rate: cheapest.rateFor({serviceTier: null, geo: null}),
        })),
  ]
  const coveredDays = daysCovered(streams, period, nowMs)
  const {spentPicodollars} = usage.whole.amounts
  const least = request.leastPicodollars ?? leastSaving(spentPicodollars, coveredDays)
  const ranked = rankFindings(findings, coveredDays).filter(
    ({perMonthPicodollars}) => perMonthPicodollars >= CENT_PICODOLLARS,
  )
  const shown = ranked.filter(({perMonthPicodollars}) => perMonthPicodollars >= least)
  return {
    report: {
      generatedAtMs: nowMs,
      period,
      coveredDays,
      spentPicodollars,
      findings: shown,
      leastPicodollars: least,
      omittedFindings: ranked.length - shown.length,
      counterfactuals: tiers.map((tier) => onTier(usage.groups, tier)),
      problems,
    },
  }
}

function onTier(
  groups: ReturnType<LedgerPort['group']>['groups'],
  {tier, model, rateFor}: TierModel,
): TierCounterfactual {
  const used = groups.flatMap(({values, amounts}) => {
    const {tokens, webSearches, unpriced, estimated} = amounts.totals(0, [], [])
    // what has no price at all has none to be compared with
    if (unpriced.calls > estimated.calls) return []
    const [, serviceTier = null, geo = null] = values
    return [{tokens, webSearches, actualPicodollars: amounts.spentPicodollars, otherRate: rateFor({serviceTier, geo})}]
  })
  return {tier, model, ...counterfactual(used)}
}

function daysCovered(streams: readonly CallStream[], {fromMs, toMs}: Period, nowMs: number): number {
  const times = streams.flatMap(({calls}) => calls.filter(({inScope}) => inScope).map(({atMs}) => atMs))
  const first = times.reduce((least, atMs) => Math.min(least, atMs), nowMs)
  const days = (Math.min(toMs ?? nowMs, nowMs) - Math.max(fromMs ?? 0, first - DAY_MS)) / DAY_MS
  return Math.max(SHORTEST_DAYS, days)
}
