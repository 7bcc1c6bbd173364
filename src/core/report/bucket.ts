/** Width of a rollup bucket: a quarter of an hour, which divides every time zone's offset. */
export const BUCKET_MS = 900_000

/** The bucket of calls without a timestamp. */
export const UNDATED_BUCKET = -1

/** The rollup bucket of a moment: quarters of an hour since 1970. */
export function bucketOf(atMs: number | null): number {
  return atMs === null ? UNDATED_BUCKET : Math.floor(atMs / BUCKET_MS)
}
