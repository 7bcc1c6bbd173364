import {deliverEvents} from '../app/sinks/deliver-events.ts'
import type {SinkDeliveries} from '../core/sinks/delivery.ts'
import type {Database} from '../io/ledger/database.ts'
import {Outbox} from '../io/sinks/outbox.ts'
import {eventSender} from '../io/sinks/send-event.ts'
import type {Composition} from './composition.ts'

/**
 * Sends what waits to the sinks of the config.
 *
 * @param isUrgent - Whether to try again at once what was put off: when a person asks.
 */
export function runDelivery(ports: Composition, database: Database, isUrgent: boolean): Promise<SinkDeliveries[]> {
  const {clock, config, settings} = ports
  const delivery = {
    clock,
    random: Math.random,
    outbox: new Outbox(database),
    send: eventSender({env: settings.env, clock}),
  }
  return deliverEvents(delivery, config.config.sinks, isUrgent)
}
