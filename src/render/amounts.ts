import type {Totals} from '../core/report/totals.ts'
import {type Cost, costOfTotals, isCostUnknown, restOfCost} from './cost.ts'
import {allTokens, cacheWrites} from './tally.ts'

/** The amounts of a row of a table that add up over the rows. */
export interface Amounts extends Cost {
  readonly calls: bigint
  readonly tokens: bigint
  readonly input: bigint
  readonly output: bigint
  readonly cacheRead: bigint
  readonly cacheWrite: bigint
  /** null where it is not known, or there is no prompt token. */
  readonly hitRatio: number | null
}

/** What a table shows of a group of calls. */
export function amountsOf(totals: Totals): Amounts {
  const {calls, tokens, cache} = totals
  const {input, output, cacheRead} = tokens
  const {costPicodollars, estimatedPicodollars, unpricedCalls} = costOfTotals(totals)
  return {
    costPicodollars,
    estimatedPicodollars,
    unpricedCalls,
    calls,
    tokens: allTokens(totals),
    input,
    output,
    cacheRead,
    cacheWrite: cacheWrites(totals),
    hitRatio: cache.hitRatio,
  }
}

/** What is left of a total when its rows are taken away: the rows that `--top` left out, together. */
export function restOf(total: Amounts, rows: readonly Amounts[]): Amounts {
  const left = (amount: (amounts: Amounts) => bigint): bigint =>
    rows.reduce((rest, row) => rest - amount(row), amount(total))
  const rest = {
    ...restOfCost(total, rows),
    calls: left((row) => row.calls),
    tokens: left((row) => row.tokens),
    input: left((row) => row.input),
    output: left((row) => row.output),
    cacheRead: left((row) => row.cacheRead),
    cacheWrite: left((row) => row.cacheWrite),
  }
  const prompt = rest.input + rest.cacheRead + rest.cacheWrite
  return {...rest, hitRatio: prompt > 0n ? Number(rest.cacheRead) / Number(prompt) : null}
}

/** A part of a whole as a number, null of nothing. For bars and percentages only. */
export function shareOf(part: bigint, whole: bigint): number | null {
  return whole > 0n ? Number(part) / Number(whole) : null
}

/** The part of a whole that a group cost; null where nothing is known of its cost. */
export function costShare(cost: Cost, wholePicodollars: bigint): number | null {
  return isCostUnknown(cost) ? null : shareOf(cost.costPicodollars, wholePicodollars)
}
