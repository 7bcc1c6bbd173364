import type {Reported} from '../answer.ts'
import type {Calibration} from '../forecast/forecast-notes.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {Period} from '../time/period.ts'

/** What was spent in a period, by arm. */
export interface DigestPeriod {
  readonly period: Period
  readonly costPicodollars: Picodollars
  readonly calls: bigint
  /** In any order. */
  readonly arms: readonly {readonly arm: string; readonly costPicodollars: Picodollars}[]
}

/** A budget on the page. */
export interface DigestBudget {
  readonly name: string
  readonly spentPicodollars: Picodollars
  readonly limitPicodollars: Picodollars
  /** `ok` ✓, `near` ⚠, `over` ✗. */
  readonly state: 'ok' | 'near' | 'over'
}

/** An anomaly on the page, with what caused it in a few words from its detector. */
export interface DigestAnomaly {
  readonly name: string
  readonly atMs: number | null
  /** US dollars. */
  readonly usd: number
  readonly expectedUsd: number
  /** Words of our own, perhaps with names. */
  readonly cause: string | null
}

/** The forecast of the month with its band, or why there is none. */
export type DigestForecast =
  | {
      readonly pointUsd: number
      readonly lowUsd: number
      readonly highUsd: number
      readonly level: number
      readonly calibration: Calibration
    }
  | {readonly none: string}

/** Estimated against billed, in picodollars. */
export interface DigestReconciled {
  readonly period: Period
  readonly estimatedPicodollars: Picodollars
  readonly billedPicodollars: Picodollars
}

/** What another machine spent lately, as far as its last export tells. */
export interface DigestPeer {
  readonly peer: string
  readonly hourPicodollars: Picodollars
  readonly dayPicodollars: Picodollars
  readonly weekPicodollars: Picodollars
}

/** What a digest is made of. */
export interface DigestFacts extends Reported {
  readonly generatedAtMs: number
  readonly yesterday: DigestPeriod
  readonly month: DigestPeriod
  readonly budgets: readonly DigestBudget[]
  readonly anomalies: readonly DigestAnomaly[]
  readonly forecast: DigestForecast
  /** null when no bill is known. */
  readonly reconciled: DigestReconciled | null
  /** Changes merged in the month, with what was spent in their repositories; null when git does not tell. */
  readonly mergedChanges: {readonly count: number; readonly costPicodollars: Picodollars} | null
  /** Spend of other machines whose ledgers were taken in. */
  readonly peers: readonly DigestPeer[]
}

/** The answer of `pech digest`: the morning page. */
export interface Digest extends DigestFacts {
  /** Billed less estimated, in percent of the estimate; null without a bill or an estimate. */
  readonly driftPct: number | null
  /** Whether that is more than 20 % either way. */
  readonly driftIsLarge: boolean
  /** Cost per merged change, cut to whole picodollars; null without any. */
  readonly perChangePicodollars: Picodollars | null
}

/** Drift in percent from which an estimate is no longer taken for the bill. */
const LARGE_DRIFT_PCT = 20

/**
 * Puts the morning page together: the dearest first, budgets by how much of them is used, and what follows from the facts.
 *
 * @param facts - As the other answers give them.
 */
export function makeDigest(facts: DigestFacts): Digest {
  const driftPct = driftOf(facts.reconciled)
  const {mergedChanges, month} = facts
  return {
    ...facts,
    yesterday: inOrder(facts.yesterday),
    month: inOrder(month),
    budgets: [...facts.budgets].sort((a, b) =>
      usedShare(a) === usedShare(b) ? 0 : usedShare(a) > usedShare(b) ? -1 : 1,
    ),
    anomalies: [...facts.anomalies].sort((a, b) => b.usd - a.usd),
    driftPct,
    driftIsLarge: driftPct !== null && Math.abs(driftPct) > LARGE_DRIFT_PCT,
    perChangePicodollars:
      mergedChanges === null || mergedChanges.count === 0
        ? null
        : mergedChanges.costPicodollars / BigInt(mergedChanges.count),
  }
}

/** How much of a budget is used, 0…; infinite for anything spent of nothing. */
export function usedShare({spentPicodollars, limitPicodollars}: DigestBudget): number {
  if (limitPicodollars === 0n) return spentPicodollars === 0n ? 0 : Infinity
  return Number(spentPicodollars) / Number(limitPicodollars)
}

function inOrder(period: DigestPeriod): DigestPeriod {
  const arms = [...period.arms].sort((a, b) =>
    a.costPicodollars === b.costPicodollars ? (a.arm < b.arm ? -1 : 1) : a.costPicodollars > b.costPicodollars ? -1 : 1,
  )
  return {...period, arms}
}

function driftOf(reconciled: DigestReconciled | null): number | null {
  if (reconciled === null || reconciled.estimatedPicodollars === 0n) return null
  const {billedPicodollars, estimatedPicodollars} = reconciled
  return (100 * Number(billedPicodollars - estimatedPicodollars)) / Number(estimatedPicodollars)
}
