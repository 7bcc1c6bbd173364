import {expect, test} from 'vitest'
import {KnownCalls} from '../../../src/io/ledger/known-calls.ts'

test('rows are found by hash, however many there are, and a row whose id is given again counts once', () => {
  const known = new KnownCalls()
  known.begin(true)
  for (let hash = 0; hash < 5000; hash++) known.add(hash * 4_294_967_291, hash + 1)
  known.add(0, 7001)
  known.add(0, 7002)
  known.add(0, 7002)
  known.add(4_294_967_291, 2)
  expect(known.rowsOf(0)).toEqual([1, 7001, 7002])
  expect(known.rowsOf(4_294_967_291)).toEqual([2])
  expect(known.rowsOf(4999 * 4_294_967_291)).toEqual([5000])
  expect(known.rowsOf(12_345)).toEqual([])
})

test('once others may have posted, calls are looked for', () => {
  const known = new KnownCalls()
  known.begin(true)
  known.add(1, 1)
  known.begin(false)
  expect(known.rowsOf(1)).toBeNull()
  known.add(2, 2)
  expect(known.rowsOf(2)).toBeNull()
})
