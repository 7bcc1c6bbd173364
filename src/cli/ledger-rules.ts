import {textHash} from '../core/log/text-hash.ts'
import {createPricer, type Pricer} from '../core/rates/pricer.ts'
import {attributionRules} from '../io/config/attribution-rules.ts'
import type {LedgerRules} from '../io/ledger/ledger.ts'
import {locate} from '../io/locate.ts'
import type {Composition} from './composition.ts'

/** What decides prices and attribution on this machine. The pricer is made when the first call is priced. */
export function ledgerRules(ports: Composition): LedgerRules {
  const inForce = ports.rateCards.inForce()
  const {config, findings} = ports.config
  const isUnread = findings.some(({where}) => where === '')
  let made: Pricer | undefined
  const pricerInForce = () => (made ??= createPricer(inForce.card, ports.contract.overlay))
  const pricer: Pricer = {
    price: (usage) => pricerInForce().price(usage),
    familyOf: (model) => pricerInForce().familyOf(model),
  }
  const {rules, fingerprint} = attributionRules(config, ports.surroundings.home, pricer)
  const contract = config.prices === null ? '' : `+${hashOf(config.prices)}`
  return {
    pricer,
    // not the card's own fingerprint, which takes long to compute
    get cardFingerprint() {
      return `${hashOf(inForce.content)}${contract}`
    },
    attribution: rules,
    attributionFingerprint: isUnread ? null : fingerprint,
    locate,
  }
}

/** Of what a file holds. */
function hashOf(content: unknown): string {
  return textHash(JSON.stringify(content)).toString(36)
}
