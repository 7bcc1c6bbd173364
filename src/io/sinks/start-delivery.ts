import type {Sink} from '../../core/config/config.ts'
import {integer, type Database} from '../ledger/database.ts'

/** What a hook knows that starts a delivery. */
export interface DeliveryStart {
  readonly sinks: readonly Sink[]
  readonly nowMs: number
  /** `bin/pech.js`. */
  readonly launcher: string
  /** Whether nobody may ask again soon, so that it cannot wait. */
  readonly isLast?: boolean
}

const PAUSE_MS = 5_000

/**
 * Starts `pech events --deliver` in a process of its own, which outlives this one, when there is something to send: at most
 * once in five seconds, whoever asks, and at the end of a session. Costs a hook two small reads; without sinks nothing.
 *
 * @returns Whether one was started.
 */
export function startDelivery(database: Database, {sinks, nowMs, launcher, isLast = false}: DeliveryStart): boolean {
  if (sinks.length === 0 || !hasWork(database, nowMs) || !takeTurn(database, nowMs, isLast ? 0 : PAUSE_MS)) return false
  const {spawn} = process.getBuiltinModule('node:child_process') // loaded when it is needed
  const child = spawn(process.execPath, [launcher, 'events', '--deliver', '--no-ingest', '--quiet'], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  })
  // A delivery that does not start is tried again by the next hook.
  child.on('error', () => {})
  child.unref()
  return true
}

function hasWork(database: Database, nowMs: number): boolean {
  const row = database.get(
    `SELECT (SELECT ifnull(max(id), 0) FROM event) > ifnull((SELECT value FROM meta WHERE key = 'queued_event'), 0)
       OR EXISTS (SELECT 1 FROM outbox WHERE due_ms <= ?1 AND leased_ms <= ?1) AS work`,
    nowMs,
  )
  return integer(row?.['work']) === 1
}

/** Of several processes at once only one gets the turn; a clock that was set back does not stop it. */
function takeTurn(database: Database, nowMs: number, pauseMs: number): boolean {
  const row = database.get(
    `INSERT INTO meta (key, value) VALUES ('delivery_started', ?1)
     ON CONFLICT (key) DO UPDATE SET value = ?1 WHERE abs(?1 - value) >= ?2 RETURNING key`,
    nowMs,
    pauseMs,
  )
  return row !== undefined
}
