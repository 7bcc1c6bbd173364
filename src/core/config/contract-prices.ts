import {parsePriceOverlay, type PriceOverlay} from '../rates/price-overlay.ts'
import type {RateCard} from '../rates/rate-card.ts'
import type {Config} from './config.ts'
import type {SettingsDocument} from './settings-document.ts'
import type {SettingsFinding} from './settings-finding.ts'

/**
 * The contract prices of the config: what `createPricer` lays over the card.
 *
 * @param config - Its `prices` are judged here, since model names take a card.
 * @param places - Of the document, for line and column.
 * @param card - List prices.
 * @returns Null without prices, and when any of them is wrong: then list prices are in force, and the findings say why.
 */
export function contractPrices(
  config: Pick<Config, 'prices'>,
  places: SettingsDocument['places'],
  card: RateCard,
): {overlay: PriceOverlay | null; findings: SettingsFinding[]} {
  if (config.prices === null) return {overlay: null, findings: []}
  const {overlay, findings} = parsePriceOverlay(config.prices, card)
  const placed = findings.map(({code, facts, where: inside}): SettingsFinding => {
    const where = inside === '' ? 'prices' : inside.startsWith('[') ? `prices${inside}` : `prices.${inside}`
    const {line = null, column = null} = places.get(where)?.value ?? {}
    return {code: 'PRICE_REFUSED', where, line, column, facts: {}, cause: {code, facts}}
  })
  return {overlay, findings: placed}
}
