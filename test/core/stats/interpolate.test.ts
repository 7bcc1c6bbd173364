import {expect, test} from 'vitest'
import {interpolate} from '../../../src/core/stats/interpolate.ts'

test('between points the line is straight, beyond them it is flat', () => {
  expect([0, 1, 1.5, 2, 9].map((x) => interpolate([1, 2], [10, 20], x))).toEqual([10, 10, 15, 20, 20])
})

test('where several points share an x, the last of them holds there', () => {
  expect(interpolate([1, 1, 2], [5, 7, 9], 1)).toBe(7)
})
