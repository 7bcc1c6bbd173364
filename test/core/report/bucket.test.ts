import {expect, test} from 'vitest'
import {bucketOf, BUCKET_MS, UNDATED_BUCKET} from '../../../src/core/report/bucket.ts'

test('a bucket is a quarter of an hour, half-open', () => {
  expect([0, BUCKET_MS - 1, BUCKET_MS].map(bucketOf)).toEqual([0, 0, 1])
})

test('calls without a timestamp have a bucket of their own', () => {
  expect(bucketOf(null)).toBe(UNDATED_BUCKET)
})

test('every offset of a time zone is a whole number of buckets', () => {
  for (const minutes of [0, 30, 45, 330, 345, 525, 765]) expect((minutes * 60_000) % BUCKET_MS).toBe(0)
})
