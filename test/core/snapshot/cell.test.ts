import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  byCellDimension,
  CELL_DIMENSIONS,
  cellCost,
  cellEstimate,
  noCost,
  sumOfClasses,
} from '../../../src/core/snapshot/cell.ts'
import {anyCells} from './any-cells.ts'

test('only what has a price of its own costs, and only an estimate is estimated', () => {
  fc.assert(
    fc.property(anyCells, (cells) => {
      for (const cell of cells) {
        const as = (status: 'priced' | 'estimated' | 'unpriced') => ({...cell, rate: {...cell.rate, status}})
        expect(cellEstimate(as('estimated'))).toBe(sumOfClasses(cellCost(as('priced'))))
        for (const status of ['estimated', 'unpriced'] as const) expect(cellCost(as(status))).toEqual(noCost())
        for (const status of ['priced', 'unpriced'] as const) expect(cellEstimate(as(status))).toBe(0n)
      }
    }),
  )
})

test('every dimension is asked once', () => {
  expect(Object.values(byCellDimension((dimension) => dimension))).toEqual([...CELL_DIMENSIONS])
})
