import {isJsonObject, nonEmptyString, type JsonObject} from '../../log/json-value.ts'
import type {TokenClass} from '../../tokens.ts'
import {isDay} from './is-day.ts'
import {ratesIn} from './exact-rate.ts'
import type {PriceSink} from './price-source.ts'

const FIELDS: Readonly<Record<TokenClass, string>> = {
  input: 'input_mtok',
  output: 'output_mtok',
  cacheRead: 'cache_read_mtok',
  cacheWrite5m: 'cache_write_mtok',
  cacheWrite1h: 'cache_write_1h_mtok',
}

/**
 * Reads the data of `@pydantic/genai-prices`: a list of providers; of Anthropic's models the prices, USD per million tokens,
 * with start dates and steps by the size of the prompt. Prices by time of day are skipped.
 *
 * @see https://github.com/pydantic/genai-prices/blob/main/prices/data.json
 */
export function readGenaiPrices(providers: readonly unknown[], sink: PriceSink): void {
  for (const provider of providers) {
    if (!isJsonObject(provider) || provider['id'] !== 'anthropic' || !Array.isArray(provider['models'])) continue
    for (const model of provider['models']) if (isJsonObject(model)) readModel(model, sink)
  }
}

function readModel(value: JsonObject, sink: PriceSink): void {
  const model = nonEmptyString(value['id'])
  if (model === null) return
  if (!Array.isArray(value['prices'])) {
    if (isJsonObject(value['prices'])) readPrices(model, value['prices'], null, null, sink)
    return
  }
  const dated: {from: string | null; prices: JsonObject}[] = []
  for (const entry of value['prices']) {
    if (!isJsonObject(entry) || !isJsonObject(entry['prices'])) continue
    const {constraint = null} = entry
    const start = isJsonObject(constraint) ? nonEmptyString(constraint['start_date']) : null
    if (constraint !== null && !isDay(start)) sink.skipped.push({model, field: 'constraint'})
    else dated.push({from: start, prices: entry['prices']})
  }
  dated.sort((a, b) => dayOf(a).localeCompare(dayOf(b)))
  dated.forEach(({from, prices}, index) => readPrices(model, prices, from, dated[index + 1]?.from ?? null, sink))
}

function dayOf({from}: {readonly from: string | null}): string {
  return from ?? ''
}

function readPrices(model: string, prices: JsonObject, from: string | null, to: string | null, sink: PriceSink): void {
  const row = {model, from, to, speed: null, released: null}
  const base = ratesIn((name) => baseOf(prices[FIELDS[name]]), 1_000_000, model, sink)
  if (Object.keys(base).length > 0) sink.rows.push({...row, overTokens: null, rates: base})
  for (const start of stepsOf(prices)) {
    const rates = ratesIn((name) => tierOf(prices[FIELDS[name]], start), 1_000_000, model, sink)
    sink.rows.push({...row, overTokens: start, rates})
  }
}

function baseOf(price: unknown): unknown {
  return isJsonObject(price) ? price['base'] : price
}

function tiersOf(price: unknown): JsonObject[] {
  return isJsonObject(price) && Array.isArray(price['tiers']) ? price['tiers'].filter(isJsonObject) : []
}

function stepsOf(prices: JsonObject): number[] {
  const starts = Object.values(FIELDS).flatMap((field) => tiersOf(prices[field]).map((tier) => tier['start']))
  return [...new Set(starts)].filter((start) => typeof start === 'number').sort((a, b) => a - b)
}

function tierOf(price: unknown, start: number): unknown {
  return tiersOf(price).find((tier) => tier['start'] === start)?.['price']
}
