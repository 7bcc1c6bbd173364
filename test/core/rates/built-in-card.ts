import type {RateCard} from '../../../src/core/rates/rate-card.ts'
import {parseRateCard} from '../../../src/core/rates/parse-rate-card.ts'
import json from '../../../src/io/rate-card/built-in.json' with {type: 'json'}

/** The card of the package, read. */
export const builtInCard: RateCard = sound(json)

/** A card from JSON that must be sound. */
export function sound(value: unknown): RateCard {
  const {card, findings} = parseRateCard(value)
  if (card === null) throw new Error(JSON.stringify(findings))
  return card
}
