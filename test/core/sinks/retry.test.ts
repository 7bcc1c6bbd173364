import fc from 'fast-check'
import {expect, test} from 'vitest'
import {nextAttemptMs} from '../../../src/core/sinks/retry.ts'

test.each([
  [1, 0, 30_000],
  [1, 0.5, 45_000],
  [2, 0, 60_000],
  [7, 0, 1_800_000],
  [1e9, 0.5, 2_700_000],
])('after %s failures, with the spread at %s, it waits %s ms', (attempts, random, pauseMs) => {
  expect(nextAttemptMs(1000, attempts, random) - 1000).toBe(pauseMs)
})

test('a pause is half a minute to an hour, and never shorter than after fewer failures', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 1000}), fc.double({min: 0, max: 0.999, noNaN: true}), (attempts, random) => {
      const pause = nextAttemptMs(0, attempts, random)
      expect(pause).toBeGreaterThanOrEqual(30_000)
      expect(pause).toBeLessThanOrEqual(3_600_000)
      expect(nextAttemptMs(0, attempts + 1, random)).toBeGreaterThanOrEqual(pause)
    }),
  )
})
