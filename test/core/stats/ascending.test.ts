import {expect, test} from 'vitest'
import {ascending} from '../../../src/core/stats/ascending.ts'

test('values are sorted by number, and the given list stays as it is', () => {
  const values = [10, 9, -1, 100]
  expect(ascending(values)).toEqual([-1, 9, 10, 100])
  expect(values).toEqual([10, 9, -1, 100])
})
