import {createPricer, type Pricer} from '../core/rates/pricer.ts'
import {attributionRules} from '../io/config/attribution-rules.ts'
import type {LedgerRules} from '../io/ledger/ledger.ts'
import {locate} from '../io/locate.ts'
import type {Composition} from './composition.ts'

/** What decides prices and attribution on this machine. The pricer is made when the first call is priced. */
export function ledgerRules(ports: Composition): LedgerRules {
  const inForce = ports.rateCards.inForce()
  let made: Pricer | undefined
  const pricer: Pricer = {
    price: (usage) => (made ??= createPricer(inForce.card)).price(usage),
    familyOf: (model) => (made ??= createPricer(inForce.card)).familyOf(model),
  }
  const {rules, fingerprint} = attributionRules(ports.config.config, ports.surroundings.home, pricer)
  return {pricer, cardFingerprint: inForce.fingerprint, attribution: rules, attributionFingerprint: fingerprint, locate}
}
