import {expect, test} from 'vitest'
import {accelerates, burnRate, type BurnInput} from '../../../src/core/burn/burn-rate.ts'

const whole: Omit<BurnInput, 'bucketsUsd'> = {elapsedShare: 1, partial: 'scale'}

test('$10 after days of 4, 6 and 2 is an acceleration of 150 % (known figure of the ruflo cost tracker)', () => {
  expect(burnRate({...whole, bucketsUsd: [4, 6, 2, 10]})).toEqual({
    kind: 'burn',
    latest: 'whole',
    latestUsd: 10,
    priorMeanUsd: 4,
    priorBuckets: 3,
    deltaUsd: 6,
    deltaPct: 150,
  })
})

test('empty buckets count as zero', () => {
  expect(burnRate({...whole, bucketsUsd: [4, 0, 0, 4]})).toMatchObject({
    priorBuckets: 3,
    deltaPct: expect.closeTo(200, 9),
  })
})

test('half a bucket is scaled to a whole one, or left out, and the answer says which', () => {
  const half = {bucketsUsd: [4, 6, 2, 5], elapsedShare: 0.5}
  expect(burnRate({...half, partial: 'scale'})).toMatchObject({latest: 'scaled', latestUsd: 10, deltaPct: 150})
  expect(burnRate({...half, partial: 'leave-out'})).toMatchObject({
    latest: 'current-left-out',
    latestUsd: 2,
    deltaPct: -60,
  })
})

test('a bucket that is over is never left out', () => {
  expect(burnRate({bucketsUsd: [4, 8], elapsedShare: 1, partial: 'leave-out'})).toMatchObject({
    latest: 'whole',
    deltaPct: 100,
  })
})

test('from nothing there is no percentage, and any growth is over any limit', () => {
  const outcome = burnRate({...whole, bucketsUsd: [0, 0, 1]})
  expect(outcome).toMatchObject({deltaPct: null, deltaUsd: 1})
  expect(accelerates({deltaPct: null, deltaUsd: 1}, 1e9)).toBe(true)
  expect(accelerates({deltaPct: null, deltaUsd: 0}, 0)).toBe(false)
})

test('the alert comes above the limit, not at it', () => {
  expect(accelerates({deltaPct: 150, deltaUsd: 6}, 150)).toBe(false)
  expect(accelerates({deltaPct: 150.1, deltaUsd: 6}, 150)).toBe(true)
})

test.each([
  [{...whole, bucketsUsd: []}, 'too-short'],
  [{...whole, bucketsUsd: [1]}, 'too-short'],
  [{bucketsUsd: [1, 2], elapsedShare: 0.5, partial: 'leave-out' as const}, 'too-short'],
  [{...whole, bucketsUsd: [1, -2]}, 'invalid-value'],
  [{...whole, bucketsUsd: [Number.NaN, 2]}, 'invalid-value'],
  [{...whole, bucketsUsd: [1, 1e300]}, 'invalid-value'],
  [{...whole, bucketsUsd: [1, 2], elapsedShare: 0}, 'invalid-share'],
  [{...whole, bucketsUsd: [1, 2], elapsedShare: 1.5}, 'invalid-share'],
])('%j cannot be compared: %s', (input, reason) => {
  expect(burnRate(input)).toEqual({kind: 'none', reason})
})
