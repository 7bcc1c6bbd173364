import fc from 'fast-check'
import {expect, test} from 'vitest'
import {TIME_UNITS} from '../../../src/core/time/time-unit.ts'
import {windowOf} from '../../../src/core/time/window.ts'
import {anyInstant, anywhere, at} from './zones.ts'

test('two instants have the same key of a unit exactly when they lie in the same window', () => {
  fc.assert(
    fc.property(
      anywhere,
      fc.integer({min: 1, max: 5e9}),
      fc.constantFrom(...TIME_UNITS),
      ([zone, atMs], laterMs, unit) => {
        const window = windowOf(unit, atMs, zone)
        const later = windowOf(unit, atMs + laterMs, zone)
        expect(window.fromMs <= atMs && atMs < window.toMs).toBe(true)
        expect(later.key === window.key).toBe(atMs + laterMs < window.toMs)
      },
    ),
  )
})

test('a rolling window holds the last milliseconds, this one included', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({min: 1, max: 1e10}), (atMs, spanMs) => {
      const {fromMs, toMs} = windowOf({spanMs}, atMs, 'UTC')
      expect(toMs - fromMs).toBe(spanMs)
      expect(toMs).toBe(atMs + 1)
    }),
  )
})

test.each([
  [5 * 3_600_000, 'rolling-5h'],
  [86_400_000, 'rolling-1d'],
  [30 * 60_000, 'rolling-30min'],
  [90_000, 'rolling-90s'],
  [1500, 'rolling-1500ms'],
])('a rolling window of %d ms has the key %s', (spanMs, key) => {
  expect(windowOf({spanMs}, 1e12, 'UTC').key).toBe(key)
})

test('the key of a billing month is the month in which it begins', () => {
  expect(windowOf('month', at('2026-11-14T00:00:00Z'), 'UTC', 15).key).toBe('2026-10')
})
