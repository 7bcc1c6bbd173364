import {expect, test} from 'vitest'
import {createWeekdayLevelPoint} from '../../../src/core/forecast/weekday-level-point.ts'

test('nothing known costs nothing', () => {
  const point = createWeekdayLevelPoint()
  expect(point.pointUsd(30)).toBe(0)
  expect(point.weekdayFactors()).toEqual([1, 1, 1, 1, 1, 1, 1])
})

test('a constant spend is forecast exactly from the first day on', () => {
  const point = createWeekdayLevelPoint()
  for (let day = 0; day < 20; day++) {
    point.learn(4, day % 7)
    expect(point.pointUsd(10)).toBeCloseTo(40, 10)
  }
})

test('a person who works on Mondays only is expected to spend on Mondays', () => {
  const point = createWeekdayLevelPoint()
  for (let day = 0; day < 140; day++) point.learn(day % 7 === 1 ? 7 : 0, day % 7)
  const factors = point.weekdayFactors() ?? []
  expect(factors.reduce((left, right) => left + right, 0)).toBeCloseTo(7, 12)
  expect(factors[1]).toBeGreaterThan(5)
  expect(point.pointUsd(1)).toBeLessThan(0.5)
  expect(point.pointUsd(2) - point.pointUsd(1)).toBeGreaterThan(4)
  expect(point.pointUsd(7)).toBeCloseTo(7 * point.levelUsd(7), 12)
})

test('an old level is forgotten by halves: the fast mean in two weeks, the slow one in 90 days', () => {
  const point = createWeekdayLevelPoint()
  for (let day = 0; day < 3000; day++) point.learn(8, day % 7)
  for (let day = 0; day < 90; day++) point.learn(0, day % 7)
  expect(point.levelUsd(1)).toBeCloseTo(8 * (0.5 * 0.5 ** (90 / 14) + 0.5 * 0.5), 6)
})

test('an amount too small to divide leaves the profile flat', () => {
  const point = createWeekdayLevelPoint()
  point.learn(Number.MIN_VALUE, 0)
  for (let day = 1; day < 7; day++) point.learn(0, day)
  expect(point.weekdayFactors()).toEqual([1, 1, 1, 1, 1, 1, 1])
})
