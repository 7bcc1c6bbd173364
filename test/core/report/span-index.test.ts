import {expect, test} from 'vitest'
import {BUCKET_MS} from '../../../src/core/report/bucket.ts'
import {spanRuns} from '../../../src/core/report/span-index.ts'
import {localDayOfNumber} from '../../../src/core/time/local-day.ts'

function indexOf(runs: ReturnType<typeof spanRuns>, bucket: number): number {
  const run = runs.find(({fromBucket, toBucket}) => bucket >= fromBucket && bucket < toBucket)!
  return run.first + Math.floor((bucket - run.fromBucket) / run.widthBuckets)
}

test('a run finds the span of every bucket, through days of 23 and 25 hours and zones of half hours', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
    const days = Array.from({length: 366}, (_, index) => localDayOfNumber(zone, 20_500 + index))
    const runs = spanRuns(days)
    expect(runs.length).toBeLessThanOrEqual(5)
    days.forEach(({fromMs, toMs}, index) => {
      for (const bucket of [fromMs / BUCKET_MS, toMs / BUCKET_MS - 1]) expect(indexOf(runs, bucket)).toBe(index)
    })
  }
})

test('no spans make no runs', () => {
  expect(spanRuns([])).toEqual([])
})

test('a gap begins a new run', () => {
  const span = (from: number) => ({label: '', fromMs: from * BUCKET_MS, toMs: (from + 4) * BUCKET_MS})
  expect(spanRuns([span(0), span(4), span(12)])).toEqual([
    {first: 0, fromBucket: 0, toBucket: 8, widthBuckets: 4},
    {first: 2, fromBucket: 12, toBucket: 16, widthBuckets: 4},
  ])
})
