import {PechError} from '../../core/problem.ts'
import type {CardContent} from '../../core/rates/card-in-force.ts'
import {type ReadSource, readPriceSource} from '../../core/rates/update/read-price-source.ts'

const FORMATS =
  "expected a rate card of pech, LiteLLM's model_prices_and_context_window.json, models.dev's api.json or the data of @pydantic/genai-prices"

/**
 * The price table in a content.
 *
 * @throws PechError `PRICES_UNREADABLE`, `PRICES_UNKNOWN` or `RATE_CARD_INVALID`.
 */
export function readPrices(content: CardContent): Extract<ReadSource, {kind: 'table'}> {
  if (content.kind === 'unreadable') {
    throw new PechError('PRICES_UNREADABLE', `${content.source}: ${content.reason}`, FORMATS)
  }
  const read = readPriceSource(content.json)
  if (read.kind === 'unknown') {
    throw new PechError('PRICES_UNKNOWN', `${content.source} holds no price table of Claude models`, FORMATS)
  }
  if (read.kind === 'refused') {
    const [first] = read.errors
    const more = read.errors.length > 1 ? ` and ${read.errors.length - 1} more` : ''
    throw new PechError(
      'RATE_CARD_INVALID',
      `${content.source}: ${first?.code} at ${first?.where}${more}`,
      `see 'pech rates check' on it`,
    )
  }
  return read
}
