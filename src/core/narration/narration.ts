import {isJsonObject, type JsonObject} from '../log/json-value.ts'
import {parseUsd, type Picodollars} from '../money/picodollars.ts'

/** A paragraph that the user's own `claude` wrote about figures. */
export interface Narration {
  /** One paragraph, from outside: it may hold anything that text can hold. */
  readonly text: string
  /** What `claude` says that it cost; null where it does not say. */
  readonly costPicodollars: Picodollars | null
}

/** What came of asking. */
export type NarrationOutcome =
  {readonly kind: 'told'; readonly narration: Narration} | {readonly kind: 'failed'; readonly reason: string}

const LONGEST_TEXT = 1500
const LONGEST_REASON = 200

/**
 * Reads the answer of `claude -p --output-format json`: one object, or (when it is told to be verbose) a list whose last
 * `result` counts.
 *
 * @param output - What it printed; any text.
 * @returns The paragraph, its white space collapsed, 1,500 characters at most; or why there is none.
 * @see https://code.claude.com/docs/en/headless
 */
export function parseNarration(output: string): NarrationOutcome {
  const result = resultOf(output)
  if (result === null) return {kind: 'failed', reason: 'its answer is no JSON result'}
  const said = typeof result['result'] === 'string' ? bounded(result['result'], LONGEST_TEXT) : ''
  if (result['is_error'] === true || said === '') {
    const why = said === '' ? result['subtype'] : said
    return {kind: 'failed', reason: typeof why === 'string' ? bounded(why, LONGEST_REASON) : 'it said nothing'}
  }
  return {kind: 'told', narration: {text: said, costPicodollars: costOf(result['total_cost_usd'])}}
}

function resultOf(output: string): JsonObject | null {
  let answer: unknown
  try {
    answer = JSON.parse(output)
  } catch {
    return null
  }
  const messages: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
  return messages.filter(isJsonObject).findLast(({type}) => type === 'result') ?? null
}

function bounded(text: string, most: number): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()]
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('')
}

function costOf(usd: unknown): Picodollars | null {
  return typeof usd === 'number' && usd >= 0 ? parseUsd(usd.toFixed(12)) : null
}
