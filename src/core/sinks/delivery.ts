import type {Reported} from '../answer.ts'

/** What became of one event at one sink. Reasons are codes such as `HTTP 500` or `timeout`: never what somebody else wrote. */
export type Delivery =
  | {readonly kind: 'delivered'}
  /** To be tried again: nobody there, a redirect, a server in trouble, a missing secret. */
  | {readonly kind: 'failed'; readonly reason: string}
  /** Understood and not wanted: trying again changes nothing. */
  | {readonly kind: 'rejected'; readonly reason: string}

/** What a round of deliveries did for one sink. */
export interface SinkDeliveries {
  readonly sink: string
  readonly delivered: number
  readonly rejected: number
  /** Given up after a week. */
  readonly expired: number
  /** Kept for later. */
  readonly pending: number
  /** Why the last attempt failed, now or earlier; null when all is well. */
  readonly reason: string | null
}

/** What `pech events --deliver` did. */
export interface DeliveryReport extends Reported {
  readonly generatedAtMs: number
  readonly sinks: readonly SinkDeliveries[]
}

/** What an answer of a web server means for an event. */
export function judgeStatus(status: number): Delivery {
  if (status >= 200 && status < 300) return {kind: 'delivered'}
  const reason = status >= 300 && status < 400 ? `redirect (HTTP ${status})` : `HTTP ${status}`
  return {kind: UNWANTED.has(status) ? 'rejected' : 'failed', reason}
}

/** About the event itself; other refusals (401, 404, 429) are about the settings or the moment, which may change. */
const UNWANTED = new Set([400, 413, 415, 422])
