import type {Reported} from '../answer.ts'
import type {Dimension} from '../attribution/dimension.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {Filter} from '../report/filter.ts'
import type {CacheSummary} from '../report/report.ts'
import type {Totals} from '../report/totals.ts'
import type {Period} from '../time/period.ts'
import type {CacheMiss, MissCause} from './cache-misses.ts'

/** What the cache did for the calls of one value of a dimension, or of several. */
export interface CacheRow {
  readonly key: Readonly<Partial<Record<Dimension, string>>>
  readonly calls: bigint
  /** Those of the calls without a rate: what the cache did for them is not in the amounts. */
  readonly unpricedCalls: bigint
  readonly summary: CacheSummary
}

/** Misses of one cause. */
export interface MissGroup {
  readonly cause: MissCause
  readonly misses: number
  readonly lostTokens: number
  readonly costPicodollars: Picodollars
}

/** The answer of `pech cache`. */
export interface CacheReport extends Reported {
  readonly generatedAtMs: number
  readonly period: Period
  /** What calls had to match; empty for all. */
  readonly filters: readonly Filter[]
  readonly totals: Totals
  readonly summary: CacheSummary
  readonly byModel: readonly CacheRow[]
  readonly byAgent: readonly CacheRow[]
  /** Rows of `--by`; null when it was not given. */
  readonly by: readonly Dimension[] | null
  readonly rows: readonly CacheRow[]
  /** The dearest first. */
  readonly misses: readonly CacheMiss[]
  readonly causes: readonly MissGroup[]
}

const CAUSES: readonly MissCause[] = ['lifetime_passed', 'model_switched', 'compaction', 'prefix_changed']

/**
 * Adds misses up by cause.
 *
 * @param misses - In any order.
 * @returns The causes that occurred, the dearest first.
 */
export function missGroups(misses: readonly CacheMiss[]): MissGroup[] {
  const groups = CAUSES.map((cause) => {
    const own = misses.filter((miss) => miss.cause === cause)
    return {
      cause,
      misses: own.length,
      lostTokens: own.reduce((sum, {lostTokens}) => sum + lostTokens, 0),
      costPicodollars: own.reduce((sum, {costPicodollars}) => sum + costPicodollars, 0n),
    }
  })
  return groups.filter(({misses}) => misses > 0).sort((a, b) => Number(b.costPicodollars - a.costPicodollars))
}
