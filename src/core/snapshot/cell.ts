import type {Picodollars} from '../money/picodollars.ts'
import {COST_CLASSES, type CostByClass, type CostClass, type Rate} from '../rates/rate.ts'
import type {TokenSums} from '../tokens.ts'

/** The dimensions by which a snapshot keeps tokens apart. A value that is missing is `(none)` or `unknown`, as in reports. */
export const CELL_DIMENSIONS = ['model', 'tier', 'agent', 'skill', 'plugin', 'arm', 'project', 'branch'] as const

/** One of the dimensions of a cell. */
export type CellDimension = (typeof CELL_DIMENSIONS)[number]

/** A value for each dimension. */
export type CellKey = Readonly<Record<CellDimension, string>>

/** The price that all calls of a cell had; see `Rate`. */
export type CellRate = Readonly<Pick<Rate, 'status' | 'from' | 'condition' | 'batch' | 'geoUs' | 'vector'>>

/** All calls of one key at one rate. Cost = tokens × rate, exactly, so it is not stored. */
export interface Cell {
  readonly key: CellKey
  readonly rate: CellRate
  /** 0 is possible where a call of several skills was split. */
  readonly calls: bigint
  readonly tokens: Readonly<TokenSums>
  readonly webSearches: bigint
}

/**
 * What is charged for in a cell, per cost class.
 *
 * @returns Tokens of the five classes and web searches, whole.
 */
export function cellUnits({tokens, webSearches}: Pick<Cell, 'tokens' | 'webSearches'>): Record<CostClass, bigint> {
  return {...tokens, webSearch: webSearches}
}

/**
 * Money of a cell per cost class: only what has a price of its own. Estimates are never inside.
 *
 * @returns Picodollars; all 0 where the rate is not `priced`.
 */
export function cellCost(cell: Cell): CostByClass {
  return cell.rate.status === 'priced' ? timesRate(cell) : noCost()
}

/**
 * Money that calls without a price would have cost at the newest rates of their family.
 *
 * @returns Picodollars; 0 for priced cells and for cells without any rate.
 */
export function cellEstimate(cell: Cell): Picodollars {
  return cell.rate.status === 'estimated' ? sumOfClasses(timesRate(cell)) : 0n
}

/** @returns All classes of a cost together, in picodollars. */
export function sumOfClasses(cost: CostByClass): Picodollars {
  return COST_CLASSES.reduce((sum, costClass) => sum + cost[costClass], 0n)
}

/** @returns The class-wise sum of two amounts by class. */
export function addClasses(left: CostByClass, right: CostByClass): CostByClass {
  return byCostClass((costClass) => left[costClass] + right[costClass])
}

/** @returns 0 of every class. */
export function noCost(): CostByClass {
  return byCostClass(() => 0n)
}

/**
 * @param amountOf - Asked once per cost class.
 * @returns An amount for every cost class.
 */
export function byCostClass<Amount>(amountOf: (costClass: CostClass) => Amount): Record<CostClass, Amount> {
  return {
    input: amountOf('input'),
    output: amountOf('output'),
    cacheRead: amountOf('cacheRead'),
    cacheWrite5m: amountOf('cacheWrite5m'),
    cacheWrite1h: amountOf('cacheWrite1h'),
    webSearch: amountOf('webSearch'),
  }
}

/**
 * @param valueOf - Asked once per dimension.
 * @returns A value for every dimension of a cell.
 */
export function byCellDimension<Value>(valueOf: (dimension: CellDimension) => Value): Record<CellDimension, Value> {
  return {
    model: valueOf('model'),
    tier: valueOf('tier'),
    agent: valueOf('agent'),
    skill: valueOf('skill'),
    plugin: valueOf('plugin'),
    arm: valueOf('arm'),
    project: valueOf('project'),
    branch: valueOf('branch'),
  }
}

function timesRate(cell: Cell): CostByClass {
  const units = cellUnits(cell)
  return byCostClass((costClass) => units[costClass] * cell.rate.vector[costClass])
}
