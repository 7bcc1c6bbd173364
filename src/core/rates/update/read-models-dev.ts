import {isJsonObject, nonEmptyString, type JsonObject} from '../../log/json-value.ts'
import type {TokenClass} from '../../tokens.ts'
import {isDay} from './is-day.ts'
import {ratesIn} from './exact-rate.ts'
import type {PriceSink} from './price-source.ts'

/** The table knows no price of writes for an hour. */
const FIELDS: Readonly<Record<Exclude<TokenClass, 'cacheWrite1h'>, string>> = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache_read',
  cacheWrite5m: 'cache_write',
}

/**
 * Reads the models of Anthropic (`anthropic.models`) in `https://models.dev/api.json`: USD per million tokens, undated but for release days;
 * `cost.context_over_200k` gives the price of long prompts.
 *
 * @see https://github.com/sst/models.dev
 */
export function readModelsDev(models: JsonObject, sink: PriceSink): void {
  for (const [model, value] of Object.entries(models)) {
    if (!isJsonObject(value) || !isJsonObject(value['cost'])) continue
    const released = nonEmptyString(value['release_date'])
    const row = {model, from: null, to: null, speed: null, released: isDay(released) ? released : null}
    const add = (cost: JsonObject, overTokens: number | null) => {
      const rates = ratesIn(
        (name) => (name === 'cacheWrite1h' ? undefined : cost[FIELDS[name]]),
        1_000_000,
        model,
        sink,
      )
      if (Object.keys(rates).length > 0) sink.rows.push({...row, overTokens, rates})
    }
    add(value['cost'], null)
    const long = value['cost']['context_over_200k']
    if (isJsonObject(long)) add(long, 200_000)
  }
}
