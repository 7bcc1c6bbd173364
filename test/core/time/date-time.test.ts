import {expect, test} from 'vitest'
import {parseDateTime} from '../../../src/core/time/date-time.ts'

const clockMs = Date.UTC(2026, 10, 1, 9, 30)

test.each([
  ['2026-11-01T09:30', null],
  ['2026-11-01 09:30', null],
  ['2026-11-01T09:30:00', null],
  ['2026-11-01T09:30Z', 0],
  ['2026-11-01T09:30:00.000Z', 0],
  ['2026-11-01T09:30+00:00', 0],
  ['2026-11-01T09:30-00:00', 0],
  ['2026-11-01T09:30+05:30', 19_800_000],
  ['2026-11-01T09:30:00-0330', -12_600_000],
])('%s shows half past nine, offset %s', (text, offsetMs) => {
  expect(parseDateTime(text)).toEqual({localMs: clockMs, offsetMs})
})

test('a date that does not exist and a text of another form are none', () => {
  expect(parseDateTime('2026-02-30T00:00')).toBe(null)
  expect(parseDateTime('2026-11-01T9:30')).toBe(null)
})
