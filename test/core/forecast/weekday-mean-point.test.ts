import {expect, test} from 'vitest'
import {createWeekdayMeanPoint} from '../../../src/core/forecast/weekday-mean-point.ts'

test('below a week the mean of the known days stands for all', () => {
  const point = createWeekdayMeanPoint()
  expect(point.pointUsd(7)).toBe(0)
  expect(point.weekdayFactors()).toEqual([1, 1, 1, 1, 1, 1, 1])
  point.learn(3, 2)
  point.learn(1, 3)
  expect(point.pointUsd(3)).toBe(6)
})

test('each coming day costs the mean of its weekday over the last eight whole weeks', () => {
  const point = createWeekdayMeanPoint()
  // Nine weeks: the first, at 100 a day, is forgotten.
  for (let day = 0; day < 63; day++) point.learn(day < 7 ? 100 : day % 7, day % 7)
  expect([1, 2, 3].map((days) => point.pointUsd(days))).toEqual([0, 1, 3])
  expect(point.pointUsd(9)).toBe(22)
  point.learn(0, 0)
  expect(point.pointUsd(1)).toBe(1)
  const factors = point.weekdayFactors() ?? []
  for (const [day, factor] of factors.entries()) expect(factor).toBeCloseTo(day / 3, 12)
})
