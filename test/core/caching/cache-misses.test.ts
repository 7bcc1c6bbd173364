import {expect, test} from 'vitest'
import {cacheMisses} from '../../../src/core/caching/cache-misses.ts'
import {missGroups} from '../../../src/core/caching/cache-report.ts'
import {MINUTE, madeCall} from './made-stream.ts'

const first = madeCall(0, {cacheWrite5m: 100_000})

function missesOf(...calls: Parameters<typeof cacheMisses>[0]['calls']) {
  return cacheMisses({calls, compactionsMs: []})
}

test('a call that reads what the one before left is no miss, nor is the first one', () => {
  expect(missesOf(first, madeCall(MINUTE, {cacheRead: 100_000, cacheWrite5m: 5000}))).toEqual([])
})

test('after more than five minutes the cache has run out: it is paid at the price of a write less that of a read', () => {
  const [miss] = missesOf(first, madeCall(6 * MINUTE, {cacheWrite5m: 110_000}))
  // 100,000 tokens at $5 less $0.40 per million
  expect(miss).toMatchObject({
    cause: 'lifetime_passed',
    lostTokens: 100_000,
    gapMs: 6 * MINUTE,
    costPicodollars: 460_000_000_000n,
  })
})

test('what was written for an hour outlives a pause of minutes; when it is gone, something else changed', () => {
  const hour = madeCall(0, {cacheWrite1h: 100_000})
  const again = madeCall(20 * MINUTE, {cacheWrite1h: 100_000})
  expect(missesOf(hour, again)).toMatchObject([{cause: 'prefix_changed'}])
  expect(missesOf(hour, madeCall(61 * MINUTE, {cacheWrite1h: 100_000}))).toMatchObject([{cause: 'lifetime_passed'}])
})

test('a read keeps what is held for an hour, as far as it reached', () => {
  const calls = [
    madeCall(0, {cacheWrite1h: 90_000}),
    madeCall(MINUTE, {cacheRead: 90_000, cacheWrite5m: 10_000}),
    madeCall(20 * MINUTE, {cacheWrite5m: 100_000}),
  ]
  expect(missesOf(...calls)).toMatchObject([{cause: 'prefix_changed', lostTokens: 100_000}])
})

test('another model has a cache of its own', () => {
  expect(missesOf(first, madeCall(MINUTE, {cacheWrite5m: 100_000}, {model: 'other'}))).toMatchObject([
    {cause: 'model_switched'},
  ])
})

test('a compaction in between explains the loss, whatever the pause', () => {
  const calls = [first, madeCall(9 * MINUTE, {cacheWrite5m: 20_000})]
  expect(cacheMisses({calls, compactionsMs: [MINUTE]})).toMatchObject([{cause: 'compaction', lostTokens: 20_000}])
  expect(cacheMisses({calls, compactionsMs: [10 * MINUTE]})).toMatchObject([{cause: 'lifetime_passed'}])
})

test('a prompt that no longer begins as before loses its cache at once', () => {
  expect(missesOf(first, madeCall(MINUTE, {input: 30_000, cacheWrite5m: 80_000}))).toMatchObject([
    {
      cause: 'prefix_changed',
      lostTokens: 100_000,
      costPicodollars: 80_000n * 5_000_000n + 20_000n * 4_000_000n - 100_000n * 400_000n,
    },
  ])
})

test('the changed end of a prompt is no miss, nor is a cache too small to matter', () => {
  expect(missesOf(first, madeCall(MINUTE, {cacheRead: 60_000, cacheWrite5m: 50_000}))).toEqual([])
  expect(missesOf(madeCall(0, {cacheWrite5m: 1500}), madeCall(MINUTE, {cacheWrite5m: 1500}))).toEqual([])
})

test('calls outside the period, and without a price, are not judged', () => {
  const late = {cacheWrite5m: 100_000}
  expect(missesOf(first, madeCall(6 * MINUTE, late, {inScope: false}))).toEqual([])
  expect(missesOf(first, madeCall(6 * MINUTE, late, {priced: false}))).toEqual([])
})

test('misses add up by cause, the dearest first', () => {
  const misses = [
    ...missesOf(first, madeCall(MINUTE, {cacheWrite5m: 50_000}, {model: 'other'})),
    ...missesOf(first, madeCall(6 * MINUTE, {cacheWrite5m: 100_000}), madeCall(12 * MINUTE, {cacheWrite5m: 100_000})),
    ...missesOf(first, madeCall(MINUTE, {cacheWrite5m: 50_000})),
  ]
  expect(missGroups(misses)).toEqual([
    {cause: 'lifetime_passed', misses: 2, lostTokens: 200_000, costPicodollars: 920_000_000_000n},
    {cause: 'model_switched', misses: 1, lostTokens: 50_000, costPicodollars: 230_000_000_000n},
    {cause: 'prefix_changed', misses: 1, lostTokens: 50_000, costPicodollars: 230_000_000_000n},
  ])
  expect(missGroups(misses.toReversed())[0]?.cause).toBe('lifetime_passed')
})
