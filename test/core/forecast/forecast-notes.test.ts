import {expect, test} from 'vitest'
import {calibrationOf, forecastNotes} from '../../../src/core/forecast/forecast-notes.ts'

const auto = {method: 'auto', level: 0.95} as const
const days = (count: number) => Array.from({length: count}, (_, day) => 1 + (day % 3))

test('a band is calibrated from 60 days on, and the textbook band never', () => {
  expect([3, 13, 14, 59, 60].map((known) => calibrationOf('auto', known))).toEqual([
    'not calibrated yet',
    'not calibrated yet',
    'calibrating',
    'calibrating',
    'calibrated',
  ])
  expect(calibrationOf('ses', 500)).toBe('not calibrated yet')
})

test('an ordinary month on a long history needs no note', () => {
  expect(forecastNotes(days(100), 30, auto)).toEqual([])
})

test.each([
  [days(13), 7, auto, ['borrowed-from-others']],
  [days(14), 7, auto, []],
  [days(14), 8, auto, ['short-history-coverage']],
  [days(59), 30, auto, ['short-history-coverage']],
  [days(60), 31, auto, ['beyond-30-days-unmeasured']],
  [days(60), 7, {method: 'auto', level: 0.9} as const, ['level-unmeasured']],
  [days(60), 7, {method: 'auto', level: 0.8} as const, []],
  [days(5), 7, {method: 'ses', level: 0.95} as const, ['textbook-band']],
  [new Array<number>(60).fill(2), 7, auto, ['no-variance']],
  [[0, 0, 9, ...new Array<number>(59).fill(0)], 1, auto, ['single-spike']],
  [[1, 2, ...new Array<number>(60).fill(0), 3], 1, auto, ['long-gap']],
])('notes on %j, %d days ahead', (values, horizon, options, notes) => {
  expect(forecastNotes(values, horizon, options)).toEqual(notes)
})
