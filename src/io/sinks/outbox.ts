import {compileGlob} from '../../core/attribution/glob.ts'
import type {Sink} from '../../core/config/config.ts'
import type {RecordedEvent} from '../../core/events/event.ts'
import {integer, textOrNull, type Database} from '../ledger/database.ts'
import {readEvents} from '../ledger/events.ts'

/** Events of before a sink was set up that it still gets, milliseconds: those that made somebody set it up. */
const LOOK_BACK_MS = 86_400_000
/** Longer than any lease or pause: beyond it the clock was set back. */
const LONGEST_PAUSE_MS = 2 * 3_600_000
const EVENTS_AT_ONCE = 1000

/** The queues of the sinks, in the ledger: what could not be sent waits there. */
export class Outbox {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Puts new events into the queues of the sinks that want them, each once. */
  queue(sinks: readonly Sink[], nowMs: number): void {
    if (sinks.length === 0) return
    this.#database.transaction(() => {
      const newest = integer(this.#database.get('SELECT ifnull(max(id), 0) AS id FROM event')?.['id'])
      for (const sink of sinks) this.#queueFor(sink, newest, nowMs)
      this.#database.run("REPLACE INTO meta (key, value) VALUES ('queued_event', ?)", newest)
    })
  }

  /** The next event that is due and that nobody else is sending. */
  claim(
    sink: string,
    nowMs: number,
    leaseMs: number,
    isUrgent: boolean,
  ): {event: RecordedEvent; attempts: number} | null {
    return this.#database.transaction(() => {
      const row = this.#database.get(
        `SELECT event, attempts FROM outbox
         WHERE sink = ?1 AND NOT (leased_ms > ?2 AND leased_ms < ?3) AND (?4 OR NOT (due_ms > ?2 AND due_ms < ?3))
         ORDER BY event LIMIT 1`,
        sink,
        nowMs,
        nowMs + LONGEST_PAUSE_MS,
        isUrgent ? 1 : 0,
      )
      if (row === undefined) return null
      const id = integer(row['event'])
      const [event] = readEvents(this.#database, id - 1, null, 1)
      if (event?.id !== id) {
        this.remove(sink, id)
        return null
      }
      this.#database.run('UPDATE outbox SET leased_ms = ? WHERE sink = ? AND event = ?', nowMs + leaseMs, sink, id)
      return {event, attempts: integer(row['attempts'])}
    })
  }

  remove(sink: string, event: number): void {
    this.#database.run('DELETE FROM outbox WHERE sink = ? AND event = ?', sink, event)
  }

  postpone(sink: string, event: number, untilMs: number, reason: string): void {
    this.#database.run(
      'UPDATE outbox SET leased_ms = 0, due_ms = ?, reason = ?, attempts = attempts + 1 WHERE sink = ? AND event = ?',
      untilMs,
      reason,
      sink,
      event,
    )
  }

  /** @returns How many were given up. */
  expire(sink: string, beforeMs: number): number {
    const sql = 'DELETE FROM outbox WHERE sink = ? AND queued_ms < ? RETURNING event'
    return this.#database.all(sql, sink, beforeMs).length
  }

  /** What waits, and why the last attempt failed. */
  pending(sink: string): {count: number; reason: string | null} {
    const row = this.#database.get('SELECT count(*) AS count, max(reason) AS reason FROM outbox WHERE sink = ?', sink)
    return {count: integer(row?.['count']), reason: textOrNull(row?.['reason'] ?? null)}
  }

  #queueFor({name, events}: Sink, newest: number, nowMs: number): void {
    const position = this.#database.get('SELECT event FROM sink_position WHERE sink = ?', name)
    const wants = events.map(compileGlob)
    const sinceMs = position === undefined ? nowMs - LOOK_BACK_MS : null
    let after = position === undefined ? 0 : integer(position['event'])
    for (;;) {
      const found = readEvents(this.#database, after, sinceMs, EVENTS_AT_ONCE)
      for (const {id} of found.filter(({event}) => wants.some((matches) => matches(event)))) {
        this.#database.run(
          'INSERT OR IGNORE INTO outbox (sink, event, queued_ms, attempts, due_ms, leased_ms) VALUES (?, ?, ?, 0, 0, 0)',
          name,
          id,
          nowMs,
        )
      }
      after = found.at(-1)?.id ?? after
      if (found.length < EVENTS_AT_ONCE) break
    }
    this.#database.run('REPLACE INTO sink_position (sink, event) VALUES (?, ?)', name, newest)
  }
}
