import {expect, test} from 'vitest'
import {clockFrom} from '../../src/io/clock.ts'

test('a fixed clock stands still at its time, offset included', () => {
  expect(clockFrom('2026-10-04T12:00:00Z')()).toBe(Date.UTC(2026, 9, 4, 12))
  expect(clockFrom('2026-10-04T12:00:00.250+02:00')()).toBe(Date.UTC(2026, 9, 4, 10, 0, 0, 250))
})

test.each([undefined, ''])('without a time (%j) the clock runs', (fixedAt) => {
  const before = Date.now()
  const now = clockFrom(fixedAt)()
  expect(now).toBeGreaterThanOrEqual(before)
  expect(now).toBeLessThanOrEqual(Date.now())
})

test.each(['yesterday', '2026-10-04', '2026-10-04T12:00:00', '2026-13-01T00:00:00Z', '1790000000000'])(
  '%s is no RFC 3339 time, and pech says so',
  (fixedAt) => {
    expect(() => clockFrom(fixedAt)).toThrow(expect.objectContaining({code: 'CLOCK_INVALID'}))
  },
)
