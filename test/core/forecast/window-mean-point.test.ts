import {expect, test} from 'vitest'
import {createWindowMeanPoint} from '../../../src/core/forecast/window-mean-point.ts'

test('nothing known costs nothing', () => {
  expect(createWindowMeanPoint(28).pointUsd(7)).toBe(0)
})

test('the mean of a window is drawn out, of the known days while they are fewer', () => {
  const point = createWindowMeanPoint(2)
  point.learn(9, 0)
  expect(point.pointUsd(3)).toBe(27)
  point.learn(1, 1)
  point.learn(2, 2)
  expect(point.levelUsd(3)).toBe(1.5)
  expect(point.weekdayFactors()).toBeNull()
})

test('the naive rule repeats as many days as lie ahead', () => {
  const point = createWindowMeanPoint('horizon')
  for (const usd of [5, 1, 2]) point.learn(usd, 0)
  expect(point.pointUsd(1)).toBe(2)
  expect(point.pointUsd(2)).toBe(3)
  expect(point.pointUsd(6)).toBe(16)
})
