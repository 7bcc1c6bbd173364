import fc from 'fast-check'
import {expect, test} from 'vitest'
import {compactCells} from '../../../src/core/snapshot/compact-cells.ts'
import {costOfCells} from '../../../src/core/snapshot/make-snapshot.ts'
import {anyCells} from './any-cells.ts'

test('putting equal cells together changes neither cost nor calls, and shows no order', () => {
  fc.assert(
    fc.property(anyCells, (cells) => {
      const doubled = [...cells, ...cells]
      const compact = compactCells(doubled)
      expect(costOfCells(compact)).toBe(2n * costOfCells(cells))
      expect(compact.reduce((sum, {calls}) => sum + calls, 0n)).toBe(
        2n * cells.reduce((sum, {calls}) => sum + calls, 0n),
      )
      expect(compactCells(doubled.toReversed())).toEqual(compact)
      expect(compact.length).toBeLessThanOrEqual(cells.length)
    }),
  )
})
