import {expect, test} from 'vitest'
import {runRate} from '../../../src/core/burn/run-rate.ts'

test('$22 in 7 days with a budget of $30 (known figures of the ruflo cost tracker)', () => {
  const {usdPerDay, horizons, targets} = runRate({usd: 22, days: 7}, [30], {limitUsd: 30, spentUsd: 22})
  expect(usdPerDay).toBeCloseTo(3.142857, 6)
  expect(horizons[0]?.projectedUsd).toBeCloseTo(94.285714, 6)
  expect(targets.map(({percent}) => percent)).toEqual([75, 90, 100])
  expect(targets[2]?.daysUntilReached).toBeCloseTo(2.545, 3)
})

test('what is reached already is reached in 0 days, even when nothing is being spent', () => {
  const {targets} = runRate({usd: 0, days: 7}, [], {limitUsd: 10, spentUsd: 8})
  expect(targets.map(({daysUntilReached}) => daysUntilReached)).toEqual([0, null, null])
})

test('without a budget there are no targets', () => {
  expect(runRate({usd: 7, days: 7}, [7, 30], null)).toEqual({
    usdPerDay: 1,
    horizons: [
      {days: 7, projectedUsd: 7},
      {days: 30, projectedUsd: 30},
    ],
    targets: [],
  })
})

test('a window without length has no rate', () => {
  expect(() => runRate({usd: 1, days: 0}, [], null)).toThrow(RangeError)
})
