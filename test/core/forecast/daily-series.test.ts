import {expect, test} from 'vitest'
import {dayAfter, seriesFault, seriesUntil} from '../../../src/core/forecast/daily-series.ts'

const series = {firstDay: '2026-02-27', values: [1, 0, 3]}

test('an ordinary series has no fault, and neither has the empty one', () => {
  expect(seriesFault(series)).toBeNull()
  expect(seriesFault({...series, values: []})).toBeNull()
})

test.each([
  ['a day that does not exist', {...series, firstDay: '2026-02-30'}, {reason: 'invalid-day', index: 0}],
  ['NaN', {...series, values: [1, Number.NaN]}, {reason: 'not-finite', index: 1}],
  ['infinity', {...series, values: [Number.POSITIVE_INFINITY]}, {reason: 'not-finite', index: 0}],
  ['a negative amount', {...series, values: [1, 2, -0.01]}, {reason: 'negative-value', index: 2}],
  ['more than a trillion dollars a day', {...series, values: [1.1e12]}, {reason: 'too-large', index: 0}],
  [
    'more than a hundred years',
    {...series, values: new Array<number>(36_601).fill(0)},
    {reason: 'too-long', index: 36_600},
  ],
])('%s is a named fault', (_, faulty, fault) => {
  expect(seriesFault(faulty)).toEqual(fault)
})

test('the days after the last known one are counted from there', () => {
  expect(dayAfter(series, 0)).toBe('2026-03-01')
  expect(dayAfter(series, 31)).toBe('2026-04-01')
})

test('a series cut at a day knows nothing later, and days after its end had no spend', () => {
  expect(seriesUntil(series, '2026-02-28').values).toEqual([1, 0])
  expect(seriesUntil(series, '2026-03-03').values).toEqual([1, 0, 3, 0, 0])
  expect(seriesUntil(series, '2026-02-01').values).toEqual([])
})
