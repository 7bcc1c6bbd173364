import {existsSync} from 'node:fs'
import type {RatesCheckPorts} from '../app/rates/check-rates.ts'
import {modelUsage} from '../io/ledger/model-usage.ts'
import type {Composition} from './composition.ts'
import {look} from './look.ts'

/** What judging a card touches. Without a ledger there is nothing to compare it with, and none is made for it. */
export function ratesCheckPorts(ports: Composition): RatesCheckPorts {
  return {
    clock: ports.clock,
    rateCards: ports.rateCards,
    modelUsage(which) {
      if (!existsSync(ports.paths.ledger)) return []
      const {access} = look(ports)
      try {
        return modelUsage(access.ledger.database, which)
      } finally {
        access.close()
      }
    },
  }
}
