import {deliverEvents} from '../app/sinks/deliver-events.ts'
import type {Answer} from '../core/answer.ts'
import {EXIT} from '../core/exit.ts'
import type {DeliveryReport, SinkDeliveries} from '../core/sinks/delivery.ts'
import type {Database} from '../io/ledger/database.ts'
import {openLedger} from '../io/ledger/open-ledger.ts'
import {Outbox} from '../io/sinks/outbox.ts'
import {eventSender} from '../io/sinks/send-event.ts'
import type {Composition} from './composition.ts'

/**
 * `pech events --deliver`: sends what waits. Exit code 1 when something still waits.
 *
 * @param isUrgent - Whether to try again at once what was put off after a failure.
 */
export async function runDelivery(ports: Composition, isUrgent: boolean): Promise<Answer<DeliveryReport>> {
  const {database} = openLedger(ports.paths.ledger)
  try {
    const sinks = await deliverFrom(ports, database, isUrgent)
    const isDone = sinks.every(({pending}) => pending === 0)
    return {report: {generatedAtMs: ports.clock(), sinks, problems: []}, exitCode: isDone ? EXIT.ok : EXIT.couldNot}
  } finally {
    database.close()
  }
}

/** The same from a ledger that is open, for other commands that report something. */
export function deliverFrom(
  {clock, config, settings}: Composition,
  database: Database,
  isUrgent: boolean,
): Promise<SinkDeliveries[]> {
  const outbox = new Outbox(database)
  const send = eventSender({env: settings.env, clock})
  return deliverEvents({clock, random: Math.random, outbox, send}, config.config.sinks, isUrgent)
}
