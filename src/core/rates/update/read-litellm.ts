import {isJsonObject, type JsonObject} from '../../log/json-value.ts'
import type {TokenClass} from '../../tokens.ts'
import {ratesIn} from './exact-rate.ts'
import type {PriceSink} from './price-source.ts'

const FIELDS: Readonly<Record<TokenClass, string>> = {
  input: 'input_cost_per_token',
  output: 'output_cost_per_token',
  cacheRead: 'cache_read_input_token_cost',
  cacheWrite5m: 'cache_creation_input_token_cost',
  cacheWrite1h: 'cache_creation_input_token_cost_above_1hr',
}

/**
 * Reads LiteLLM's `model_prices_and_context_window.json`: USD per token, undated, models of Anthropic's own API only, since
 * other providers set other prices. Fields that end in `_above_200k_tokens` give the price of long prompts.
 *
 * @see https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json
 */
export function readLitellm(table: JsonObject, sink: PriceSink): void {
  for (const [model, value] of Object.entries(table)) {
    if (!isJsonObject(value) || value['litellm_provider'] !== 'anthropic') continue
    const steps = new Set(Object.keys(value).flatMap((field) => /_above_(\d+)k_tokens$/.exec(field)?.[1] ?? []))
    const row = {model, from: null, to: null, speed: null, released: null}
    const base = ratesIn((name) => value[FIELDS[name]], 1, model, sink)
    if (Object.keys(base).length > 0) sink.rows.push({...row, overTokens: null, rates: base})
    for (const step of steps) {
      const rates = ratesIn((name) => value[`${FIELDS[name]}_above_${step}k_tokens`], 1, model, sink)
      if (Object.keys(rates).length > 0) sink.rows.push({...row, overTokens: Number(step) * 1000, rates})
    }
  }
}
