import type {Sink} from '../../core/config/config.ts'
import {eventLine, type RecordedEvent} from '../../core/events/event.ts'
import type {Delivery} from '../../core/sinks/delivery.ts'
import {runSinkCommand} from './run-sink-command.ts'
import {postEvent, type Resolve} from './post-event.ts'

/** What sending depends on. */
export interface SenderSettings {
  /** Where secrets stand, by the names that sinks give. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: () => number
  /** Replaces the system's resolver. */
  readonly resolve?: Resolve
}

/** The way to send an event to any sink. It never throws, and what it says never holds anything of the other side. */
export function eventSender({
  env,
  clock,
  resolve,
}: SenderSettings): (sink: Sink, event: RecordedEvent) => Promise<Delivery> {
  return async (sink, event) => {
    const secret = sink.secretEnv === null ? null : (env[sink.secretEnv] ?? '')
    if (secret === '') return {kind: 'failed', reason: `${sink.secretEnv} is not set`}
    const line = eventLine(event)
    if (sink.type === 'command') return runSinkCommand(sink, `${line}\n`)
    return postEvent(sink, {event, body: line, secret, atMs: clock()}, resolve)
  }
}
