import {expect, test} from 'vitest'
import {createErrorScale, intervalScore} from '../../../src/core/forecast/interval-score.ts'

const band = {point: 5, low: 2, high: 8}

test('a hit costs the width of the band, a miss 40 times its distance at 95 %', () => {
  expect(intervalScore(band, 8, 0.95)).toBe(6)
  expect(intervalScore(band, 9, 0.95)).toBeCloseTo(46, 9)
  expect(intervalScore(band, 1, 0.8)).toBeCloseTo(16, 9)
})

test('the scale is the mean change over a week', () => {
  const scale = createErrorScale()
  for (const usd of [0, 0, 0, 0, 0, 0, 0, 3, 5]) scale.learn(usd)
  expect(scale.usd()).toBe(4)
})

test('a series that never changes is scaled by a tenth of its mean, and nothing by a cent', () => {
  const scale = createErrorScale()
  expect(scale.usd()).toBe(0.01)
  for (let day = 0; day < 20; day++) scale.learn(6)
  expect(scale.usd()).toBeCloseTo(0.6, 12)
})
