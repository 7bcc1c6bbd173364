import type {Database} from './database.ts'
import {BUCKET_MS} from '../../core/report/bucket.ts'

/** A day of UTC, milliseconds. */
export const DAY_MS = 86_400_000

/** Forgets what was kept of the days that have calls in these buckets: their calls have changed. */
export function forgetDays(database: Database, buckets: Iterable<number>): void {
  const days = new Set<number>()
  for (const bucket of buckets) days.add(Math.floor((bucket * BUCKET_MS) / DAY_MS))
  for (const day of days) database.run('DELETE FROM kept_day WHERE day = ?', day)
}

/** Forgets what was kept of all days. */
export function forgetAllDays(database: Database): void {
  database.run('DELETE FROM kept_day')
}
