import {formatTimestamp} from '../time/format-timestamp.ts'
import type {EventPayloads} from './payloads.ts'

/** The events that pech reports. */
export const EVENT_NAMES = [
  'pech.budget.threshold.crossed',
  'pech.anomaly.detected',
  'pech.attribution.orphan_rate.crossed',
  'pech.session.cost.finalized',
  'pech.rate.bucket.empty',
  'pech.rate_card.stale',
  'pech.rate_card.changed',
  'pech.health.status.changed',
  'pech.learning.pattern.updated',
] as const satisfies readonly (keyof EventPayloads)[]

/** One of {@link EVENT_NAMES}. */
export type EventName = (typeof EVENT_NAMES)[number]

/** An event to record. Of several with one dedupe key the first one counts. */
export type NewEvent = {
  readonly [Name in EventName]: {
    readonly event: Name
    readonly dedupeKey: string
    readonly payload: EventPayloads[Name]
  }
}[EventName]

/** An event as it was recorded. */
export interface RecordedEvent {
  /** Ascends in order of recording. */
  readonly id: number
  /** Milliseconds since 1970. */
  readonly atMs: number
  readonly event: string
  readonly payload: unknown
}

/** An event as one line of JSON, without the line end: what `pech events` prints and `events.jsonl` holds. */
export function eventLine({id, atMs, event, payload}: RecordedEvent): string {
  return JSON.stringify({schema: 'pech/event@1', id: String(id), at: formatTimestamp(atMs), event, payload})
}
