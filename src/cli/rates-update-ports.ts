import type {RatesUpdatePorts} from '../app/rates/update-ports.ts'
import {changedCardEvent} from '../core/events/rate-card-events.ts'
import {confirm} from '../io/confirm.ts'
import {mirrorEvents, recordEvent} from '../io/ledger/events.ts'
import {CardFile} from '../io/rate-card/card-file.ts'
import {PriceSources} from '../io/rate-card/price-sources.ts'
import type {Composition} from './composition.ts'
import {openLedgerOf} from './look.ts'

/** What changing the card touches: the card's file, files and addresses with prices, the person at the terminal. */
export function ratesUpdatePorts(ports: Composition): RatesUpdatePorts {
  const file = new CardFile(ports.paths.rateCard)
  return {
    clock: ports.clock,
    rateCards: ports.rateCards,
    priceSources: new PriceSources(),
    cardFile: {
      path: file.path,
      replace(card, entry) {
        file.replace(card, entry)
        report(ports, entry.before)
      },
    },
    confirm,
  }
}

/** Records that the card has changed, for those who follow events. */
function report(ports: Composition, before: string): void {
  const access = openLedgerOf(ports)
  try {
    const {database} = access.ledger
    const after = ports.rateCards.inForce().fingerprint
    const nowMs = ports.clock()
    // a ledger that has priced nothing yet knows of no change
    if (!access.ledger.followRules(nowMs)) recordEvent(database, nowMs, changedCardEvent({before, after, atMs: nowMs}))
    mirrorEvents(database, ports.paths.events)
  } finally {
    access.close()
  }
}
