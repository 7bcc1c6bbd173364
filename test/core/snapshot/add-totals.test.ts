import {expect, test} from 'vitest'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {totalsOf} from '../../../fixtures/snapshots/make-snapshots.ts'
import {addTotals} from '../../../src/core/snapshot/add-totals.ts'

const cells = [
  ...worlds['base']!,
  ...worlds['cache']!.map((cell) => ({...cell, rate: {...cell.rate, status: 'estimated' as const}})),
  ...worlds['size']!.map((cell) => ({...cell, rate: {...cell.rate, status: 'unpriced' as const}})),
]

test('the totals of two parts are those of the whole', () => {
  for (let at = 0; at <= cells.length; at++) {
    expect(addTotals(totalsOf(cells.slice(0, at)), totalsOf(cells.slice(at)))).toEqual(totalsOf(cells))
  }
})

test('without a prompt there is no hit ratio', () => {
  expect(addTotals(totalsOf([]), totalsOf([])).cache.hitRatio).toBeNull()
})
