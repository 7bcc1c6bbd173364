import {expect, test} from 'vitest'
import {bucketSums, usdPerHour} from '../../../src/core/burn/bucket-sums.ts'

test('buckets end at a moment, hold their first instant, and are 0 where nothing happened', () => {
  const costs = [
    {atMs: 9, usd: 1},
    {atMs: 10, usd: 2},
    {atMs: 19, usd: 4},
    {atMs: 30, usd: 8},
    {atMs: 39, usd: 16},
    {atMs: 40, usd: 32},
  ]
  expect(bucketSums(costs, 40, 10, 3)).toEqual([6, 0, 24])
})

test('two dollars within the last half hour are four dollars an hour', () => {
  const now = 10_000_000
  expect(
    usdPerHour(
      [
        {atMs: now, usd: 0.5},
        {atMs: now - 1_799_999, usd: 1.5},
        {atMs: now - 1_800_000, usd: 9},
      ],
      now,
      1_800_000,
    ),
  ).toBe(4)
})

test('nothing spent is nothing an hour', () => {
  expect(usdPerHour([], 0, 60_000)).toBe(0)
})
