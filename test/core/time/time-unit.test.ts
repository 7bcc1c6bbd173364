import {expect, test} from 'vitest'
import {TIME_UNITS, timeSpanOf} from '../../../src/core/time/time-unit.ts'
import {at} from './zones.ts'

test('each unit of the calendar has its own label', () => {
  const instant = at('2026-11-01T09:30:00Z')
  expect(TIME_UNITS.map((unit) => timeSpanOf(unit, instant, 'UTC').label)).toEqual([
    '2026-11-01T09:00+00:00',
    '2026-11-01',
    '2026-W44',
    '2026-11',
  ])
})

test('months begin on the day that is said', () => {
  expect(timeSpanOf('month', at('2026-11-01T09:30:00Z'), 'UTC', 5)).toEqual({
    label: '2026-10',
    fromMs: at('2026-10-05T00:00:00Z'),
    toMs: at('2026-11-05T00:00:00Z'),
  })
})
