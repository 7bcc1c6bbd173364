import {takeToken, type BucketRates} from '../../core/limits/token-bucket.ts'
import {integer, type Database} from './database.ts'
import {recordEvent} from './events.ts'

/** Whose bucket, and how it is filled. */
export interface LimiterRequest extends BucketRates {
  readonly session: string
  readonly skill: string
  readonly blocking: boolean
}

/** What the limiter says to one tool call. */
export interface LimiterOutcome {
  readonly granted: boolean
  /** Whether the bucket has just run empty: to be said once per emptying. */
  readonly justEmptied: boolean
  readonly waitSeconds: number
}

const READ = 'SELECT tokens, at_ms, empty, emptyings FROM limiter WHERE session = ? AND skill = ?'
const WRITE = 'REPLACE INTO limiter (session, skill, tokens, at_ms, empty, emptyings) VALUES (?, ?, ?, ?, ?, ?)'

/** Takes a token for one tool call; parallel hooks take theirs one after the other. */
export function takeFromBucket(database: Database, request: LimiterRequest, nowMs: number): LimiterOutcome {
  const {session, skill} = request
  for (const sql of [READ, WRITE]) database.prepared(sql) // while nobody waits for it
  return database.transaction(() => {
    const row = database.get(READ, session, skill)
    const known = row === undefined ? null : {tokens: Number(row['tokens']), atMs: integer(row['at_ms'])}
    const {state, granted, waitSeconds} = takeToken(known, request, nowMs)
    const justEmptied = !granted && row?.['empty'] !== 1
    const emptyings = (row === undefined ? 0 : integer(row['emptyings'])) + (justEmptied ? 1 : 0)
    database.run(WRITE, session, skill, state.tokens, state.atMs, granted ? 0 : 1, emptyings)
    if (justEmptied) recordEmptying(database, request, {nowMs, waitSeconds, emptyings})
    return {granted, justEmptied, waitSeconds}
  })
}

function recordEmptying(
  database: Database,
  {session, skill, capacity, refillPerSecond, blocking}: LimiterRequest,
  {nowMs, waitSeconds, emptyings}: {nowMs: number; waitSeconds: number; emptyings: number},
): void {
  recordEvent(database, nowMs, {
    event: 'pech.rate.bucket.empty',
    dedupeKey: JSON.stringify(['bucket', session, skill, emptyings]),
    payload: {
      session_id: session,
      skill,
      capacity,
      refill_per_sec: refillPerSecond,
      blocking,
      wait_seconds: Number.isFinite(waitSeconds) ? waitSeconds : null,
    },
  })
}
