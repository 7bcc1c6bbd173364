import type {RepricePorts} from '../app/rates/reprice-rates.ts'
import {repriceCalls} from '../io/ledger/reprice.ts'
import type {Composition} from './composition.ts'
import {ledgerRules} from './ledger-rules.ts'
import {look} from './look.ts'

/** What moving prices touches: the ledger, brought up to date first. */
export function repricePorts(ports: Composition): RepricePorts {
  return {
    clock: ports.clock,
    zone: ports.zone,
    reprice(request) {
      const {access, problems} = look(ports)
      try {
        const card = ports.rateCards.inForce().fingerprint
        const repricing = repriceCalls(access.ledger.database, ledgerRules(ports).pricer, {...request, card})
        return {repricing, problems}
      } finally {
        access.close()
      }
    },
  }
}
