import fc from 'fast-check'
import {expect, test} from 'vitest'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {snapshotOf, totalsOf} from '../../../fixtures/snapshots/make-snapshots.ts'
import {CELL_DIMENSIONS} from '../../../src/core/snapshot/cell.ts'
import {costOfCells, makeSnapshot} from '../../../src/core/snapshot/make-snapshot.ts'
import {anyCells} from './any-cells.ts'

test('rows of every dimension and cells add up to the total', () => {
  fc.assert(
    fc.property(anyCells, (cells) => {
      const {by, totals, cells: kept} = snapshotOf(cells)
      expect(costOfCells(kept)).toBe(totals.costPicodollars)
      for (const dimension of CELL_DIMENSIONS) {
        const cost = by[dimension].reduce((sum, row) => sum + row.totals.costPicodollars, 0n)
        expect(cost).toBe(totals.costPicodollars)
      }
    }),
  )
})

test('two projects of the same name are one, and no path is kept', () => {
  const [opus, sonnet] = worlds['base']!
  const snapshot = snapshotOf([
    {...opus!, key: {...opus!.key, project: '/home/mira/harbor'}},
    {...sonnet!, key: {...sonnet!.key, project: '/srv/harbor'}},
  ])
  expect(snapshot.by.project.map(({value, share, totals}) => [value, share, totals.calls])).toEqual([
    ['harbor', 1, 400n],
  ])
  expect(snapshot.cells.map(({key}) => key.project)).toEqual(['harbor', 'harbor'])
})

test('the dearest row is first, equal ones stand in order of their names, and nothing has no shares', () => {
  const [opus] = worlds['base']!
  const agents = (names: readonly string[]) => names.map((agent) => ({...opus!, key: {...opus!.key, agent}}))
  expect(snapshotOf(worlds['base']!).by.model.map(({value}) => value)).toEqual(['claude-sonnet-5', 'claude-opus-5'])
  expect(snapshotOf(agents(['b', 'a', 'c', 'a'])).by.agent.map(({value}) => value)).toEqual(['a', 'b', 'c'])
  const unpriced = {...opus!, rate: {...opus!.rate, status: 'unpriced' as const}}
  expect(snapshotOf([unpriced]).by.model.map(({share}) => share)).toEqual([null])
})

test('cells that do not add up to the totals are refused', () => {
  const facts = snapshotOf(worlds['base']!)
  expect(() => makeSnapshot({...facts, totals: totalsOf([])})).toThrow(RangeError)
})
