import {isJsonObject, type JsonObject} from '../../log/json-value.ts'
import {parseRateCard} from '../parse-rate-card.ts'
import {RATE_CARD_SCHEMA, type RateCard} from '../rate-card.ts'
import type {CardFinding} from '../card-finding.ts'
import type {PriceFormat, PriceSink, PriceSource, SourceRow} from './price-source.ts'
import {readGenaiPrices} from './read-genai-prices.ts'
import {readLitellm} from './read-litellm.ts'
import {readModelsDev} from './read-models-dev.ts'

/** A price table, or why a content is none. */
export type ReadSource =
  | {readonly kind: 'table'; readonly source: PriceSource; readonly card: RateCard | null}
  | {readonly kind: 'refused'; readonly errors: readonly CardFinding[]}
  | {readonly kind: 'unknown'}

/**
 * Reads a price table; its shape tells its format.
 *
 * @param json - What `JSON.parse` gave.
 * @returns `table` with its rows (and, for a card of pech itself, the card); `refused` with the errors of a card of
 * pech that is not sound; `unknown` for anything else, and for a table without a single price of a Claude model.
 */
export function readPriceSource(json: unknown): ReadSource {
  if (isJsonObject(json) && json['schema'] === RATE_CARD_SCHEMA) return readOwn(json)
  const sink: PriceSink = {rows: [], skipped: []}
  const format = readForeign(json, sink)
  return sink.rows.length === 0 ? {kind: 'unknown'} : {kind: 'table', source: {format, ...sink}, card: null}
}

/** The rows of a card, in the form of a table. */
export function rowsOfCard(card: RateCard): SourceRow[] {
  return [...card.models.values()].flatMap(({id, released, rows}) =>
    rows.map(({from, to, speed, overTokens, rates}) => ({model: id, from, to, speed, overTokens, rates, released})),
  )
}

function readForeign(json: unknown, sink: PriceSink): PriceFormat {
  if (Array.isArray(json)) {
    readGenaiPrices(json, sink)
    return 'genai-prices'
  }
  const table = isJsonObject(json) ? json : {}
  const provider = table['anthropic']
  if (isJsonObject(provider) && isJsonObject(provider['models'])) {
    readModelsDev(provider['models'], sink)
    return 'models.dev'
  }
  readLitellm(table, sink)
  return 'litellm'
}

function readOwn(json: JsonObject): ReadSource {
  const {card, findings} = parseRateCard(json)
  if (card === null) return {kind: 'refused', errors: findings.filter(({severity}) => severity === 'error')}
  return {kind: 'table', source: {format: 'pech', rows: rowsOfCard(card), skipped: []}, card}
}
