import {armFinder} from '../core/attribution/arm.ts'
import {createPricer, type Pricer} from '../core/rates/pricer.ts'
import type {LedgerRules} from '../io/ledger/ledger.ts'
import {locate} from '../io/locate.ts'
import type {Composition} from './composition.ts'

/** What decides prices and attribution on this machine. The pricer is made when the first call is priced. */
export function ledgerRules(ports: Composition): LedgerRules {
  const inForce = ports.rateCards.inForce()
  const {home} = ports.surroundings
  let made: Pricer | undefined
  const pricer = () => (made ??= createPricer(inForce.card))
  return {
    pricer: {price: (usage) => pricer().price(usage), familyOf: (model) => pricer().familyOf(model)},
    cardFingerprint: inForce.fingerprint,
    attribution: {arm: armFinder([], home), role: () => null, family: (model) => pricer().familyOf(model)},
    attributionFingerprint: `home:${home}`,
    locate,
  }
}
