import {closeSync, openSync, writeSync} from 'node:fs'
import {eventLine, type NewEvent, type RecordedEvent} from '../../core/events/event.ts'
import {integer, text, type Database, type Row} from './database.ts'

/** Records an event unless one with its key is there. @returns Whether it is new. */
export function recordEvent(database: Database, atMs: number, {event, dedupeKey, payload}: NewEvent): boolean {
  const row = database.get(
    'INSERT INTO event (dedupe, at_ms, name, payload) VALUES (?, ?, ?, ?) ON CONFLICT (dedupe) DO NOTHING RETURNING id',
    dedupeKey,
    atMs,
    event,
    JSON.stringify(payload),
  )
  return row !== undefined
}

/** Events after an id, from a moment on, in order of recording. */
export function readEvents(
  database: Database,
  afterId: number,
  sinceMs: number | null,
  limit: number,
): RecordedEvent[] {
  const rows = database.all(
    'SELECT id, at_ms, name, payload FROM event WHERE id > ? AND at_ms >= ? ORDER BY id LIMIT ?',
    afterId,
    sinceMs ?? -8.64e15,
    limit,
  )
  return rows.map(eventOf)
}

const EVENTS_AT_ONCE = 1000

/**
 * Appends events that the mirror does not have yet to a file that other tools can follow. Each stands there once; after a
 * crash in between, at worst twice, with the same id.
 *
 * @param path - Of `events.jsonl`; made when missing.
 */
export function mirrorEvents(database: Database, path: string): void {
  if (newest(database) <= mirrored(database)) return
  database.transaction(() => {
    const events = readEvents(database, mirrored(database), null, EVENTS_AT_ONCE)
    const last = events.at(-1)
    if (last === undefined) return
    append(path, events.map((event) => `${eventLine(event)}\n`).join(''))
    database.run("REPLACE INTO meta (key, value) VALUES ('mirrored_event', ?)", last.id)
  })
}

function append(path: string, lines: string): void {
  const file = openSync(path, 'a', 0o600)
  try {
    writeSync(file, lines)
  } finally {
    closeSync(file)
  }
}

function newest(database: Database): number {
  return integer(database.get('SELECT ifnull(max(id), 0) AS id FROM event')?.['id'])
}

function mirrored(database: Database): number {
  const row = database.get("SELECT value FROM meta WHERE key = 'mirrored_event'")
  return row === undefined ? 0 : integer(row['value'])
}

function eventOf(row: Row): RecordedEvent {
  const payload: unknown = JSON.parse(text(row['payload']))
  return {id: integer(row['id']), atMs: integer(row['at_ms']), event: text(row['name']), payload}
}
