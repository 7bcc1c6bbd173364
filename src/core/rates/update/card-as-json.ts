import {TOKEN_CLASSES} from '../../tokens.ts'
import {MULTIPLIER_DECIMALS} from '../decimal.ts'
import {type CardRow, RATE_CARD_SCHEMA, type RateCard} from '../rate-card.ts'

/**
 * A card as its file holds it; `parseRateCard` reads the same card back.
 *
 * @param card - Any card.
 * @param notes - Remarks for readers, kept as they are.
 */
export function cardAsJson(card: RateCard, notes: readonly string[] = []): object {
  const {modifiers} = card
  return {
    schema: RATE_CARD_SCHEMA,
    verifiedAt: card.verifiedAt,
    currency: 'USD',
    ...(notes.length === 0 ? {} : {notes}),
    sources: Object.fromEntries(card.sources),
    aliases: Object.fromEntries(card.aliases),
    modifiers: {
      batch: decimalText(modifiers.batch, MULTIPLIER_DECIMALS),
      geoUs: {multiplier: decimalText(modifiers.geoUs.multiplier, MULTIPLIER_DECIMALS), from: modifiers.geoUs.from},
      webSearchUsdPer1000: decimalText(modifiers.webSearch, 9),
    },
    models: [...card.models.values()].map(({id, display, family, released, geoUs, rows}) => ({
      id,
      display,
      family,
      released,
      geoUs,
      rows: rows.map(rowAsJson),
    })),
  }
}

/**
 * A whole count of small units as a decimal; the inverse of `wholeUnits`.
 *
 * @param units - ≥ 0.
 * @param decimals - Decimals of the unit.
 */
export function decimalText(units: bigint, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  return `${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}`
}

function rowAsJson({from, to, speed, overTokens, upToTokens, rates, confidence, source}: CardRow): object {
  const condition = {
    ...(speed === null ? {} : {speed}),
    ...(overTokens === null ? {} : {promptTokensOver: overTokens}),
    ...(upToTokens === null ? {} : {promptTokensUpTo: upToTokens}),
  }
  return {
    from,
    to,
    ...(Object.keys(condition).length === 0 ? {} : {condition}),
    usdPerMillion: Object.fromEntries(TOKEN_CLASSES.map((name) => [name, decimalText(rates[name], 6)])),
    confidence,
    source,
  }
}
