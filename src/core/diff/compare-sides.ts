import type {CostClass} from '../rates/rate.ts'
import {byCostClass, cellCost, type CellDimension, sumOfClasses} from '../snapshot/cell.ts'
import type {SideName, SpendSide} from '../snapshot/spend-side.ts'
import {addCauses, CAUSES, type Cause, type Causes} from './cause.ts'
import {type Change, changeOf} from './change.ts'
import {type ExplainedGroup, explainChange} from './explain-change.ts'

/** Values of the dimensions of a row or group. */
export type DiffKey = Readonly<Partial<Record<CellDimension, string>>>

/** One value of `by`, before and after. */
export interface DiffRow extends Change {
  readonly key: DiffKey
  /** `new` and `gone` when it has calls on one side only. */
  readonly status: 'new' | 'gone' | 'changed' | 'same'
  /** null where only sums are known. They add up to the row's delta. */
  readonly causes: Causes | null
}

/** The group that did the most for a cause, in the cause's own direction. */
export interface Driver {
  readonly key: DiffKey
  readonly variant: string
  readonly picodollars: bigint
}

/** What a comparison says of each side. */
export type ComparedSide = SideName & Pick<SpendSide, 'costPicodollars' | 'calls' | 'sessions' | 'unpriced'>

/** Two sides, and why they differ. */
export interface Comparison {
  readonly base: ComparedSide
  readonly current: ComparedSide
  readonly by: readonly CellDimension[]
  readonly delta: Change
  /** null when a side has no cells: then nothing but sums can be compared. */
  readonly causes: Causes | null
  readonly drivers: Readonly<Partial<Record<Cause, Driver>>>
  /** By |delta|, largest first. They add up to the delta; empty when `by` is not known of both sides. */
  readonly rows: readonly DiffRow[]
  /** Cost per token class; null where a side does not know it. */
  readonly classes: Readonly<Record<CostClass, Change>> | null
}

/**
 * Compares two sides: how much more, why, and where.
 *
 * @param by - Dimensions of the rows, at least one. They also tell groups apart (beside model, agent and skill), so that a new project is
 *   `new` when the rows are projects.
 */
export function compareSides(base: SpendSide, current: SpendSide, by: readonly CellDimension[]): Comparison {
  const groups = base.cells === null || current.cells === null ? null : explainChange(base.cells, current.cells, by)
  return {
    base: comparedSide(base),
    current: comparedSide(current),
    by,
    delta: changeOf(base.costPicodollars, current.costPicodollars),
    causes: groups && addCauses(groups.map(({causes}) => causes)),
    drivers: groups === null ? {} : driversOf(groups),
    rows: sorted(groups === null ? rowsOfSums(base, current, by) : rowsOfGroups(groups, by)),
    classes: classesOf(base, current),
  }
}

function comparedSide({label, fromMs, toMs, git, costPicodollars, calls, sessions, unpriced}: SpendSide): ComparedSide {
  return {label, fromMs, toMs, git, costPicodollars, calls, sessions, unpriced}
}

function rowsOfGroups(groups: readonly ExplainedGroup[], by: readonly CellDimension[]): DiffRow[] {
  const byKey = new Map<string, ExplainedGroup[]>()
  for (const group of groups) {
    const id = JSON.stringify(by.map((dimension) => group.key[dimension]))
    byKey.set(id, [...(byKey.get(id) ?? []), group])
  }
  return [...byKey.values()].map((members) => {
    const sum = (amountOf: (group: ExplainedGroup) => bigint) =>
      members.reduce((total, group) => total + amountOf(group), 0n)
    const change = changeOf(
      sum(({basePicodollars}) => basePicodollars),
      sum(({currentPicodollars}) => currentPicodollars),
    )
    const calls = [sum(({baseCalls}) => baseCalls), sum(({currentCalls}) => currentCalls)] as const
    return {
      key: Object.fromEntries(by.map((dimension) => [dimension, members[0]!.key[dimension]!])),
      status: statusOf(calls[0] > 0n, calls[1] > 0n, change),
      ...change,
      causes: addCauses(members.map(({causes}) => causes)),
    }
  })
}

/** Rows of sides that know sums per value of one dimension only. */
function rowsOfSums(base: SpendSide, current: SpendSide, by: readonly CellDimension[]): DiffRow[] {
  const [dimension, ...others] = by
  if (dimension === undefined || others.length > 0) return []
  const [before, after] = [costPer(base, dimension), costPer(current, dimension)]
  if (before === undefined || after === undefined) return []
  return [...new Set([...before.keys(), ...after.keys()])].map((value) => {
    const change = changeOf(before.get(value) ?? 0n, after.get(value) ?? 0n)
    return {
      key: {[dimension]: value},
      status: statusOf(before.has(value), after.has(value), change),
      ...change,
      causes: null,
    }
  })
}

function costPer(side: SpendSide, dimension: CellDimension): ReadonlyMap<string, bigint> | undefined {
  if (side.cells === null) return side.costBy[dimension]
  const costs = new Map<string, bigint>()
  for (const cell of side.cells) {
    const value = cell.key[dimension]
    costs.set(value, (costs.get(value) ?? 0n) + sumOfClasses(cellCost(cell)))
  }
  return costs
}

function statusOf(isInBase: boolean, isInCurrent: boolean, {deltaPicodollars}: Change): DiffRow['status'] {
  if (!isInBase) return 'new'
  if (!isInCurrent) return 'gone'
  return deltaPicodollars === 0n ? 'same' : 'changed'
}

function sorted(rows: readonly DiffRow[]): DiffRow[] {
  const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
  const text = ({key}: DiffRow): string => JSON.stringify(key)
  return [...rows].sort((a, b) => {
    const [left, right] = [size(a.deltaPicodollars), size(b.deltaPicodollars)]
    return left === right ? (text(a) < text(b) ? -1 : 1) : left > right ? -1 : 1
  })
}

function driversOf(groups: readonly ExplainedGroup[]): Partial<Record<Cause, Driver>> {
  const total = addCauses(groups.map(({causes}) => causes))
  const drivers: Partial<Record<Cause, Driver>> = {}
  for (const cause of CAUSES) {
    const sign = total[cause] < 0n ? -1n : 1n
    for (const {key, variant, causes} of groups) {
      const amount = causes[cause]
      if (sign * amount > sign * (drivers[cause]?.picodollars ?? 0n))
        drivers[cause] = {key, variant, picodollars: amount}
    }
  }
  return drivers
}

function classesOf({costByClass: base}: SpendSide, {costByClass: current}: SpendSide): Comparison['classes'] {
  if (base === null || current === null) return null
  return byCostClass((costClass) => changeOf(base[costClass], current[costClass]))
}
