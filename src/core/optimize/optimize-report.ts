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
  readonly counterfactuals: readonly TierCounterfactual[]
}

/** Days that a month has here. */
export const MONTH_DAYS = 30

/**
 * Ranks findings by what they would save in a month of 30 days.
 *
 * @param findings - For a period.
 * @param coveredDays - Its length, above 0.
 * @returns The dearest first; ties by kind and subject, so that the order is stable.
 */
export function rankFindings(findings: readonly Finding[], coveredDays: number): RankedFinding[] {
  const perMonth = (picodollars: Picodollars) =>
    (picodollars * BigInt(MONTH_DAYS * 1000)) / BigInt(Math.max(1, Math.round(coveredDays * 1000)))
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
    .map((finding, index) => ({...finding, rank: index + 1, perMonthPicodollars: perMonth(finding.savingPicodollars)}))
}
