import type {RatesCheckPorts} from '../../../src/app/rates/check-rates.ts'
import type {CardContent} from '../../../src/core/rates/card-in-force.ts'
import {loadBuiltInCard} from '../../../src/io/rate-card/load-rate-card.ts'
import {builtInCardJson} from '../../../src/io/rate-card/load-rate-card.ts'

/** The built-in card, a clock at noon of 2026-11-21, no ledger and no disk: `json` is what every file holds. */
export function ratesPorts(json?: unknown, now = '2026-11-21T12:00:00Z'): RatesCheckPorts {
  const contentOf = (source: string): CardContent =>
    json === undefined ? {kind: 'unreadable', source, reason: 'no such file'} : {kind: 'read', source, json}
  return {
    clock: () => Date.parse(now),
    rateCards: {
      inForce: loadBuiltInCard,
      contentInForce: () => ({kind: 'read', source: 'built-in', json: builtInCardJson()}),
      contentOf,
    },
    modelUsage: () => [],
  }
}
