import type {Sink} from '../../core/config/config.ts'
import type {RecordedEvent} from '../../core/events/event.ts'
import type {Delivery, SinkDeliveries} from '../../core/sinks/delivery.ts'
import {KEPT_MS, nextAttemptMs} from '../../core/sinks/retry.ts'

/** An event that is to be sent, and how often that failed. */
export interface QueuedEvent {
  readonly event: RecordedEvent
  readonly attempts: number
}

/** What the delivery of events needs from outside. */
export interface DeliveryPorts {
  readonly clock: () => number
  /** 0 ≤ random < 1. */
  readonly random: () => number
  readonly outbox: {
    /** Puts new events into the queues of the sinks that want them. */
    queue(sinks: readonly Sink[], nowMs: number): void
    /** Takes the next event for a sink, for so long that nobody else sends it too; null when none is due. */
    claim(sink: string, nowMs: number, leaseMs: number, isUrgent: boolean): QueuedEvent | null
    remove(sink: string, event: number): void
    postpone(sink: string, event: number, untilMs: number, reason: string): void
    /** Gives up events queued before a moment. @returns How many. */
    expire(sink: string, beforeMs: number): number
    pending(sink: string): {readonly count: number; readonly reason: string | null}
  }
  /** Sends one event; never throws. */
  send(sink: Sink, event: RecordedEvent): Promise<Delivery>
}

/** Beyond the sink's own time limit, milliseconds: for the program around it. */
const LEASE_MARGIN_MS = 30_000
/** Events for one sink in one round. */
const MOST_EVENTS = 500

/**
 * Sends events to the sinks that want them, at least once each; several processes may do so at the same time. A sink that
 * fails is left alone for a while. Receivers tell a repeated event by its `id`.
 *
 * @param sinks - As configured.
 * @param isUrgent - Whether to try again at once what was put off.
 * @returns One entry per sink, in order.
 */
export async function deliverEvents(
  ports: DeliveryPorts,
  sinks: readonly Sink[],
  isUrgent: boolean,
): Promise<SinkDeliveries[]> {
  ports.outbox.queue(sinks, ports.clock())
  return Promise.all(sinks.map((sink) => deliverTo(ports, sink, isUrgent)))
}

async function deliverTo(ports: DeliveryPorts, sink: Sink, isUrgent: boolean): Promise<SinkDeliveries> {
  const {outbox, clock} = ports
  const {name} = sink
  const expired = outbox.expire(name, clock() - KEPT_MS)
  const leaseMs = sink.timeoutSeconds * 1000 + LEASE_MARGIN_MS
  let delivered = 0
  let rejected = 0
  let reason: string | null = null
  for (let count = 0; count < MOST_EVENTS; count++) {
    const next = outbox.claim(name, clock(), leaseMs, isUrgent)
    if (next === null) break
    const {id} = next.event
    const result = await ports.send(sink, next.event)
    if (result.kind === 'delivered') delivered++
    else reason = result.reason
    if (result.kind === 'rejected') rejected++
    if (result.kind === 'failed') {
      outbox.postpone(name, id, nextAttemptMs(clock(), next.attempts + 1, ports.random()), result.reason)
      break
    }
    outbox.remove(name, id)
  }
  const pending = outbox.pending(name)
  return {sink: name, delivered, rejected, expired, pending: pending.count, reason: reason ?? pending.reason}
}
