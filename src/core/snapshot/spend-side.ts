import type {Picodollars} from '../money/picodollars.ts'
import type {CostByClass} from '../rates/rate.ts'
import type {TokenSums} from '../tokens.ts'
import {addClasses, type Cell, cellCost, type CellDimension, cellEstimate, noCost, sumOfClasses} from './cell.ts'
import {addTokens} from './compact-cells.ts'
import type {GitState} from './snapshot.ts'

/** What a comparison is about: a file, a period, a branch, a session. */
export interface SideName {
  /** As people call it: a period, a branch, a file's name. */
  readonly label: string
  /** Start of what was spent, milliseconds since 1970; null when not known or unbounded. */
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly git: GitState | null
}

/** One side of a comparison. What a file does not say is null, never 0. */
export interface SpendSide extends SideName {
  readonly costPicodollars: Picodollars
  readonly calls: bigint | null
  readonly sessions: number | null
  readonly tokens: Readonly<TokenSums> | null
  readonly costByClass: CostByClass | null
  /** Calls without a price of their own; their estimate is not in the cost. */
  readonly unpriced: {
    readonly calls: bigint
    /** Calls without even an estimate. */
    readonly callsWithoutEstimate: bigint
    readonly estimatePicodollars: Picodollars
  } | null
  /** All calls, by which a change can be explained; null when only sums are known. */
  readonly cells: readonly Cell[] | null
  /** Cost per value of a dimension, where there are no cells. */
  readonly costBy: Readonly<Partial<Record<CellDimension, ReadonlyMap<string, Picodollars>>>>
}

/**
 * A side of which all calls are known.
 *
 * @param name - What it is about.
 * @param cells - Its calls; none is a side that cost nothing.
 * @param sessions - Number of distinct sessions, null when not known.
 */
export function sideOfCells(name: SideName, cells: readonly Cell[], sessions: number | null): SpendSide {
  const costByClass = cells.map(cellCost).reduce(addClasses, noCost())
  const open = cells.filter(({rate}) => rate.status !== 'priced')
  return {
    ...name,
    costPicodollars: sumOfClasses(costByClass),
    calls: callsOf(cells),
    sessions,
    tokens: cells.map(({tokens}) => tokens).reduce(addTokens, NO_TOKENS),
    costByClass,
    unpriced: {
      calls: callsOf(open),
      callsWithoutEstimate: callsOf(open.filter(({rate}) => rate.status === 'unpriced')),
      estimatePicodollars: open.reduce((sum, cell) => sum + cellEstimate(cell), 0n),
    },
    cells,
    costBy: {},
  }
}

const NO_TOKENS: TokenSums = {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}

function callsOf(cells: readonly Cell[]): bigint {
  return cells.reduce((sum, {calls}) => sum + calls, 0n)
}
