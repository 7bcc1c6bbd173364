import type {TimeSpan} from '../time/time-span.ts'
import {BUCKET_MS} from './bucket.ts'

/** Spans of equal width that follow each other, in buckets. */
export interface SpanRun {
  /** Index of the first span of the run. */
  readonly first: number
  readonly fromBucket: number
  readonly toBucket: number
  readonly widthBuckets: number
}

/**
 * Groups spans that follow each other into runs of equal width, so that a bucket's span is a short sum: all days of a
 * year are about five runs, in any time zone.
 *
 * @param spans - In order, without gaps; their bounds are whole buckets.
 */
export function spanRuns(spans: readonly TimeSpan[]): SpanRun[] {
  const runs: SpanRun[] = []
  spans.forEach((span, index) => {
    const fromBucket = Math.floor(span.fromMs / BUCKET_MS)
    const toBucket = Math.floor(span.toMs / BUCKET_MS)
    const widthBuckets = toBucket - fromBucket
    const last = runs.at(-1)
    if (last !== undefined && last.widthBuckets === widthBuckets && last.toBucket === fromBucket) {
      runs[runs.length - 1] = {...last, toBucket}
    } else runs.push({first: index, fromBucket, toBucket, widthBuckets})
  })
  return runs
}
