import fc from 'fast-check'
import {expect, test} from 'vitest'
import {sum} from '../../../src/core/stats/sum.ts'

test('small amounts beside a huge one are not lost', () => {
  expect(sum([1, 1e100, 1, -1e100])).toBe(2)
})

test('no values sum to 0', () => {
  expect(sum([])).toBe(0)
})

test('the order of amounts does not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.double({min: -1e9, max: 1e9, noNaN: true}), {maxLength: 50}), (values) => {
      expect(sum([...values].reverse())).toBeCloseTo(sum(values), 6)
    }),
  )
})
