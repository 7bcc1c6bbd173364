import fc from 'fast-check'
import {expect, test} from 'vitest'
import {takeToken, type BucketState} from '../../../src/core/limits/token-bucket.ts'

const RATES = {capacity: 60, refillPerSecond: 1}

test('a new bucket is full: sixty calls in a row, then one per second', () => {
  let state: BucketState | null = null
  const granted: boolean[] = []
  for (let call = 0; call < 61; call++) {
    const outcome = takeToken(state, RATES, 1000)
    state = outcome.state
    granted.push(outcome.granted)
  }
  expect([granted.lastIndexOf(true), granted[60]]).toEqual([59, false])
  expect(takeToken(state, RATES, 1500)).toMatchObject({granted: false, waitSeconds: 0.5})
  expect(takeToken(state, RATES, 2000).granted).toBe(true)
})

test('without refill an empty bucket stays empty', () => {
  expect(takeToken({tokens: 0, atMs: 0}, {capacity: 1, refillPerSecond: 0}, 1e12).waitSeconds).toBe(Infinity)
})

test('a clock that goes back a year and returns gives no more tokens than time that passed on it', () => {
  const year = 31_536_000_000
  const back = takeToken({tokens: 0, atMs: year}, RATES, 0)
  expect(back).toMatchObject({granted: false, state: {tokens: 0, atMs: 0}})
  expect(takeToken(back.state, RATES, 1000).granted).toBe(true)
})

test('whatever the clock does, a bucket holds between 0 and its capacity', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({max: 1e9})), (times) => {
      let state: BucketState | null = null
      for (const atMs of times) {
        state = takeToken(state, RATES, atMs).state
        expect(state.tokens).toBeGreaterThanOrEqual(0)
        expect(state.tokens).toBeLessThanOrEqual(60)
      }
    }),
  )
})
