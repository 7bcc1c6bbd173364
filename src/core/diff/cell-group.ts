import type {Picodollars} from '../money/picodollars.ts'
import {COST_CLASSES, type CostClass} from '../rates/rate.ts'
import {byCostClass, type Cell, cellCost, type CellDimension, cellUnits, sumOfClasses} from '../snapshot/cell.ts'

/** A number as a quotient of whole ones; the denominator is above 0. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** The calls of one group on one side. */
export interface GroupSide {
  /** At least 1, so that averages per call exist. */
  readonly calls: bigint
  readonly units: Readonly<Record<CostClass, bigint>>
  readonly costPicodollars: Picodollars
  /** Picodollars per unit: the average paid, or, where nothing was used, the average of the rates by calls. */
  readonly price: Readonly<Record<CostClass, Fraction>>
}

/** Cells that are the same thing on both sides, apart from when they were. */
export interface CellGroup {
  readonly key: Readonly<Partial<Record<CellDimension, string>>>
  /** The rate's condition, `batch` and `us`; calls at such rates are groups of their own, so that a move to them is no change of price. */
  readonly variant: string
  /** null where the group does not occur. */
  readonly base: GroupSide | null
  readonly current: GroupSide | null
}

/**
 * Puts the cells of two sides into groups.
 *
 * @param dimensions - What tells groups apart, beside the variant of the rate.
 * @returns In order of key and variant, so that the order of cells does not matter.
 */
export function groupCells(
  base: readonly Cell[],
  current: readonly Cell[],
  dimensions: readonly CellDimension[],
): CellGroup[] {
  const groups = new Map<string, {values: string[]; base: Cell[]; current: Cell[]}>()
  const collect = (cells: readonly Cell[], side: 'base' | 'current'): void => {
    for (const cell of cells) {
      const values = [...dimensions.map((dimension) => cell.key[dimension]), variantOf(cell)]
      const id = JSON.stringify(values)
      const group = groups.get(id) ?? {values, base: [], current: []}
      group[side].push(cell)
      groups.set(id, group)
    }
  }
  collect(base, 'base')
  collect(current, 'current')
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, {values, base, current}]) => ({
      key: Object.fromEntries(dimensions.map((dimension, index) => [dimension, values[index]!])),
      variant: values.at(-1)!,
      base: groupSide(base),
      current: groupSide(current),
    }))
}

function variantOf({rate: {condition, batch, geoUs}}: Cell): string {
  return [condition ?? 'any', ...(batch ? ['batch'] : []), ...(geoUs ? ['us'] : [])].join(' ')
}

function groupSide(cells: readonly Cell[]): GroupSide | null {
  if (cells.length === 0) return null
  const units = byCostClass((costClass) => sum(cells, (cell) => cellUnits(cell)[costClass]))
  const calls = sum(cells, (cell) => cell.calls)
  const weighed = cells.map((cell) => ({cell, weight: calls === 0n ? 1n : cell.calls}))
  const weight = weighed.reduce((total, {weight}) => total + weight, 0n)
  return {
    calls: calls === 0n ? 1n : calls,
    units,
    costPicodollars: sum(cells, (cell) => sumOfClasses(cellCost(cell))),
    price: byCostClass((costClass) => {
      if (units[costClass] > 0n)
        return reduced(
          sum(cells, (cell) => cellCost(cell)[costClass]),
          units[costClass],
        )
      const rates = weighed.reduce((total, {cell, weight}) => total + weight * rateOf(cell, costClass), 0n)
      return reduced(rates, weight)
    }),
  }
}

function rateOf({rate}: Cell, costClass: CostClass): Picodollars {
  return rate.status === 'priced' ? rate.vector[costClass] : 0n
}

function sum(cells: readonly Cell[], amountOf: (cell: Cell) => bigint): bigint {
  return cells.reduce((total, cell) => total + amountOf(cell), 0n)
}

function reduced(numerator: bigint, denominator: bigint): Fraction {
  const divisor = greatestCommonDivisor(numerator, denominator)
  return {numerator: numerator / divisor, denominator: denominator / divisor}
}

/** The least whole number by which every price becomes whole. */
export function commonDenominator(sides: readonly GroupSide[]): bigint {
  let least = 1n
  for (const {price} of sides) {
    for (const costClass of COST_CLASSES) {
      const {denominator} = price[costClass]
      least = (least / greatestCommonDivisor(least, denominator)) * denominator
    }
  }
  return least
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right]
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
