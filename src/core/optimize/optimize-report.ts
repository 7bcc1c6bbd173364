import type {Reported} from '../answer.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {Period} from '../time/period.ts'
import type {Counterfactual} from './counterfactual.ts'
import type {Finding} from './finding.ts'

/** A finding with its worth. */
export interface RankedFinding extends Finding {
  /** From 1, the dearest first. */
  readonly rank: number
  readonly perMonthPicodollars: Picodollars
}

/** The same tokens on the newest model of a family. */
export interface TierCounterfactual extends Counterfactual {
  readonly tier: string
  readonly model: string
}

/** The answer of `pech optimize`. */
export interface OptimizeReport extends Reported {
  readonly generatedAtMs: number
  readonly period: Period
  /** Days of the period that are known. */
  readonly coveredDays: number
  readonly spentPicodollars: Picodollars
  readonly findings: readonly RankedFinding[]
  /** What a finding saves a month at least; those that save less are only counted. */
  readonly leastPicodollars: Picodollars
  readonly omittedFindings: number
  readonly counterfactuals: readonly TierCounterfactual[]
}

/** Days that a month has here. */
export const MONTH_DAYS = 30

const DOLLAR = 10n ** 12n

/**
 * What a finding has to save a month to be worth a line, when nobody says: a dollar, or one percent of what is spent in
 * a month where that is less.
 *
 * @param spentPicodollars - In the period, ≥ 0.
 * @param coveredDays - Its length, above 0.
 */
export function leastSaving(spentPicodollars: Picodollars, coveredDays: number): Picodollars {
  const percent = perMonth(spentPicodollars, coveredDays) / 100n
  return percent < DOLLAR ? percent : DOLLAR
}

function perMonth(picodollars: Picodollars, coveredDays: number): Picodollars {
  return (picodollars * BigInt(MONTH_DAYS * 1000)) / BigInt(Math.max(1, Math.round(coveredDays * 1000)))
}

/**
 * Ranks findings by what they would save in a month of 30 days.
 *
 * @param findings - For a period.
 * @param coveredDays - Its length, above 0.
 * @returns The dearest first; ties by kind and subject, so that the order is stable.
 */
export function rankFindings(findings: readonly Finding[], coveredDays: number): RankedFinding[] {
  const name = ({kind, subject}: Finding) => `${kind} ${Object.values(subject).join(' ')}`
  return findings
    .toSorted((a, b) =>
      a.savingPicodollars === b.savingPicodollars
        ? name(a) < name(b)
          ? -1
          : 1
        : a.savingPicodollars < b.savingPicodollars
          ? 1
          : -1,
    )
    .map((finding, index) => {
      return {...finding, rank: index + 1, perMonthPicodollars: perMonth(finding.savingPicodollars, coveredDays)}
    })
}
