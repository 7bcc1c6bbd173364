import {worlds} from '../../fixtures/snapshots/make-cells.ts'
import {compareSides} from '../../src/core/diff/compare-sides.ts'
import type {DiffReport} from '../../src/core/diff/diff-report.ts'
import {type DiffLimits, judgeDiff} from '../../src/core/diff/judge-diff.ts'
import type {Cell, CellDimension} from '../../src/core/snapshot/cell.ts'
import {sideOfCells, type SpendSide} from '../../src/core/snapshot/spend-side.ts'

const none: DiffLimits = {pct: null, picodollars: null, classes: [], perRow: false, minPicodollars: 0n}

/** A side of some cells, as a snapshot of October or November would give it. */
export function sideOf(label: string, cells: readonly Cell[]): SpendSide {
  const git = {sha: '5f1c0a520d3e4a76a7f12f60d5a0c00100000000', branch: 'main', dirty: false}
  return sideOfCells({label, fromMs: null, toMs: null, git}, cells, 5)
}

/** A side of which only the sum is known. */
export function sumOf(label: string, costPicodollars: bigint): SpendSide {
  return {
    ...sideOf(label, []),
    costPicodollars,
    calls: null,
    tokens: null,
    costByClass: null,
    unpriced: null,
    cells: null,
  }
}

/** What `pech diff` answers. */
export function reportOf(
  base: SpendSide,
  current: SpendSide,
  limits: Partial<DiffLimits> = {},
  by: readonly CellDimension[] = ['model'],
): DiffReport {
  const comparison = compareSides(base, current, by)
  const gate = judgeDiff(comparison, {...none, ...limits})
  return {generatedAtMs: Date.parse('2026-11-20T17:00:00Z'), problems: [], comparison, gate}
}

/** The base world against another one. */
export function diffTo(world: string, limits: Partial<DiffLimits> = {}, by?: readonly CellDimension[]): DiffReport {
  return reportOf(sideOf('2026-10', worlds['base']!), sideOf('2026-11', worlds[world]!), limits, by)
}

/** A comparison in which every name is the given one, with many rows, a tripped gate and calls without a price. */
export function hostileDiff(name: string, rows = 3): DiffReport {
  const [opus, sonnet] = worlds['base']!
  const named = (cell: Cell, index: number): Cell => {
    const own = index === 0 ? name : `${name}${index}`
    const key = {model: own, tier: name, agent: own, skill: name, plugin: name, arm: name, project: name, branch: name}
    return {...cell, key, rate: {...cell.rate, condition: name}}
  }
  const cells = Array.from({length: rows}, (_, index) => named(index % 2 === 0 ? opus! : sonnet!, index))
  const open = {...named(opus!, 0), rate: {...opus!.rate, status: 'unpriced' as const}}
  const grown = cells.map((cell) => ({
    ...cell,
    calls: cell.calls * 2n,
    tokens: {...cell.tokens, input: cell.tokens.input * 900n},
  }))
  const limits = {pct: 10, picodollars: 1n, perRow: true}
  return reportOf(sideOf(name, cells.slice(1)), sideOf(name, [...grown, open]), limits, ['branch', 'model'])
}
