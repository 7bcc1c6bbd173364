import type {Picodollars} from '../money/picodollars.ts'
import type {Totals} from '../report/totals.ts'
import {addTotals} from './add-totals.ts'
import {byCellDimension, type Cell, cellCost, type CellDimension, sumOfClasses} from './cell.ts'
import {compactCells} from './compact-cells.ts'
import {projectName} from './project-name.ts'
import type {Snapshot, SnapshotRow} from './snapshot.ts'

/** Totals of one value of a dimension, as the ledger gives them: projects with their whole path. */
export interface ValueTotals {
  readonly value: string
  readonly totals: Totals
}

/** What a snapshot is made of. */
export interface SnapshotFacts extends Omit<Snapshot, 'by'> {
  readonly by: Readonly<Record<CellDimension, readonly ValueTotals[]>>
}

/**
 * Makes a snapshot: of projects only the last folder's name is kept, what becomes equal by that is put together, shares are counted, and
 * rows and cells get an order of their own, so that the same period always gives the same bytes.
 *
 * @returns A snapshot; of a period without calls one without rows and cells.
 * @throws RangeError when cells and totals do not have the same cost (a bug in the caller).
 */
export function makeSnapshot({by, ...facts}: SnapshotFacts): Snapshot {
  const cost = costOfCells(facts.cells)
  if (cost !== facts.totals.costPicodollars) throw new RangeError('makeSnapshot: cells and totals differ in cost')
  const cells = facts.cells.map((cell) => ({...cell, key: {...cell.key, project: projectName(cell.key.project)}}))
  const rows = (dimension: CellDimension): SnapshotRow[] => {
    const named =
      dimension === 'project' ? by.project.map((row) => ({...row, value: projectName(row.value)})) : by[dimension]
    return rowsOf(named, cost)
  }
  return {...facts, by: byCellDimension(rows), cells: compactCells(cells)}
}

/** @returns The cost of all cells together, in picodollars. */
export function costOfCells(cells: readonly Cell[]): Picodollars {
  return cells.reduce((sum, cell) => sum + sumOfClasses(cellCost(cell)), 0n)
}

function rowsOf(values: readonly ValueTotals[], whole: Picodollars): SnapshotRow[] {
  const byValue = new Map<string, Totals>()
  for (const {value, totals} of values) {
    const known = byValue.get(value)
    byValue.set(value, known === undefined ? totals : addTotals(known, totals))
  }
  return [...byValue.entries()]
    .map(([value, totals]) => ({
      value,
      share: whole > 0n ? Number(totals.costPicodollars) / Number(whole) : null,
      totals,
    }))
    .sort((a, b) => compare(b.totals.costPicodollars, a.totals.costPicodollars) || compare(a.value, b.value))
}

function compare<Value extends bigint | string>(left: Value, right: Value): number {
  return left < right ? -1 : left > right ? 1 : 0
}
