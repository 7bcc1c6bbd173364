import type {RatesUpdatePorts} from '../app/rates/update-ports.ts'
import {confirm} from '../io/confirm.ts'
import {CardFile} from '../io/rate-card/card-file.ts'
import {PriceSources} from '../io/rate-card/price-sources.ts'
import type {Composition} from './composition.ts'

/** What changing the card touches: the card's file, files and addresses with prices, the person at the terminal. */
export function ratesUpdatePorts(ports: Composition): RatesUpdatePorts {
  return {
    clock: ports.clock,
    rateCards: ports.rateCards,
    priceSources: new PriceSources(),
    cardFile: new CardFile(ports.paths.rateCard),
    confirm,
  }
}
