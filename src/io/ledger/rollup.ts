import {bucketOf} from '../../core/report/bucket.ts'
import type {CallRow} from './call-row.ts'
import type {Database} from './database.ts'
import {forgetAllDays, forgetDays} from './forget-days.ts'
import {RowWriter} from './row-writer.ts'

/** Columns of the rollup that are sums over calls. */
const SUM_NAMES = [
  'calls',
  'input',
  'output',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'web_searches',
  'lower_bound_calls',
  'missing_output',
  'unread_5m',
  'unread_1h',
]

const upsert = (rows: string): string => `
  INSERT OR FAIL INTO rollup (bucket, attribution, rate, ${SUM_NAMES.join(', ')}) ${rows}
  ON CONFLICT (bucket, attribution, rate) DO UPDATE SET ${SUM_NAMES.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`

/** Ids of attribution and rate share one number as key; both stay far below this. */
const MOST_RATES = 67_108_864

interface Delta {
  readonly bucket: number
  readonly attribution: number
  readonly rate: number
  readonly sums: number[]
  /** What the sums could not hold exactly as numbers, by index. */
  beyond: bigint[] | null
}

/** Collects the changes that a transaction makes to the rollup, and writes them at its end. */
export class RollupChanges {
  readonly #byBucket = new Map<number, Map<number, Delta>>()
  /** The one that was added to last: most calls follow one of the same kind. */
  #last: Delta | null = null

  /** Takes a call in (`sign` 1) or out (−1). */
  add(row: CallRow, sign: 1 | -1): void {
    const bucket = bucketOf(row.atMs)
    let delta = this.#last
    if (delta?.bucket !== bucket || delta.attribution !== row.attribution || delta.rate !== row.rate) {
      delta = this.#delta(bucket, row.attribution, row.rate)
      this.#last = delta
    }
    const {tokens, webSearches} = row.usage
    addTo(delta, 0, sign)
    addTo(delta, 1, sign * tokens.input)
    addTo(delta, 2, sign * tokens.output)
    addTo(delta, 3, sign * tokens.cacheRead)
    addTo(delta, 4, sign * tokens.cacheWrite5m)
    addTo(delta, 5, sign * tokens.cacheWrite1h)
    addTo(delta, 6, sign * webSearches)
    if (row.missingOutput !== null) {
      addTo(delta, 7, sign)
      addTo(delta, 8, sign * row.missingOutput)
    }
    addTo(delta, 9, sign * row.unread5m)
    addTo(delta, 10, sign * row.unread1h)
  }

  /** Writes all changes, sorted by key, and forgets them. */
  write(database: Database): void {
    forgetDays(database, this.#byBucket.keys())
    const deltas = [...this.#byBucket.values()].flatMap((byTuple) => [...byTuple.values()])
    deltas.sort((a, b) => a.bucket - b.bucket || a.attribution - b.attribution || a.rate - b.rate)
    const writer = new RowWriter(database, upsert)
    let emptied = false
    for (const {bucket, attribution, rate, sums, beyond} of deltas) {
      if (beyond === null && sums.every((sum) => sum === 0)) continue
      const exact = beyond === null ? sums : sums.map((sum, index) => BigInt(sum) + beyond[index]!)
      writer.add([bucket, attribution, rate, ...exact])
      emptied ||= sums[0]! <= 0
    }
    writer.flush()
    if (emptied) {
      for (const {bucket, attribution, rate, sums} of deltas) {
        if (sums[0]! <= 0) {
          database.run(
            'DELETE FROM rollup WHERE bucket = ? AND attribution = ? AND rate = ? AND calls = 0',
            bucket,
            attribution,
            rate,
          )
        }
      }
    }
    this.#byBucket.clear()
    this.#last = null
  }

  #delta(bucket: number, attribution: number, rate: number): Delta {
    let byTuple = this.#byBucket.get(bucket)
    if (byTuple === undefined) this.#byBucket.set(bucket, (byTuple = new Map()))
    const key = attribution * MOST_RATES + rate
    let delta = byTuple.get(key)
    if (delta === undefined) {
      delta = {bucket, attribution, rate, sums: new Array<number>(SUM_NAMES.length).fill(0), beyond: null}
      byTuple.set(key, delta)
    }
    return delta
  }
}

/** Adds to one of the sums. */
function addTo(delta: Delta, index: number, value: number): void {
  const sum = delta.sums[index]! + value
  if (Number.isSafeInteger(sum)) delta.sums[index] = sum
  else carry(delta, index, value)
}

/** Adds to a sum that a number cannot hold any more. */
function carry(delta: Delta, index: number, value: number): void {
  delta.beyond ??= SUM_NAMES.map(() => 0n)
  delta.beyond[index]! += BigInt(delta.sums[index]!)
  delta.sums[index] = value
}

/** The rollup as it follows from the calls: for the comparison in `verify`, and to rebuild it. */
export const ROLLUP_FROM_CALLS = `
  SELECT CASE WHEN at_ms IS NULL THEN -1 ELSE at_ms / 900000 END AS bucket, attribution, rate,
    count(*) AS calls, sum(input) AS input, sum(output) AS output, sum(cache_read) AS cache_read,
    sum(cache_write_5m) AS cache_write_5m, sum(cache_write_1h) AS cache_write_1h, sum(web_searches) AS web_searches,
    count(missing_output) AS lower_bound_calls, ifnull(sum(missing_output), 0) AS missing_output,
    sum(unread_5m) AS unread_5m, sum(unread_1h) AS unread_1h
  FROM call GROUP BY bucket, attribution, rate`

/** Builds the rollup anew from the calls. Call within a transaction. */
export function rebuildRollup(database: Database): void {
  forgetAllDays(database)
  database.run('DELETE FROM rollup')
  database.run(`INSERT INTO rollup (bucket, attribution, rate, ${SUM_NAMES.join(', ')}) ${ROLLUP_FROM_CALLS}`)
}
