import {expect, test} from 'vitest'
import {addCauses, noCauses} from '../../../src/core/diff/cause.ts'

test('causes add up one by one', () => {
  expect(addCauses([])).toEqual(noCauses())
  expect(
    addCauses([
      {...noCauses(), price: 2n},
      {...noCauses(), price: 3n, gone: -1n},
    ]),
  ).toEqual({...noCauses(), price: 5n, gone: -1n})
})
