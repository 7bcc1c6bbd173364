import type {CountsOf} from '../../../core/report/amounts.ts'
import type {TokenClass} from '../../../core/tokens.ts'

/** Adds up counts as numbers, which is quick: thousands of groups are added up to their whole. */
export class CountSum {
  readonly #tokens: Record<TokenClass, number> = {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0}
  #calls = 0
  #webSearches = 0
  #lowerBoundCalls = 0
  #missingOutputTokens = 0
  #unread5m = 0
  #unread1h = 0

  /** Adds counts, none of which is negative. */
  add(counts: CountsOf<number | bigint>): void {
    const sums = this.#tokens
    const {tokens} = counts
    sums.input += Number(tokens.input)
    sums.output += Number(tokens.output)
    sums.cacheRead += Number(tokens.cacheRead)
    sums.cacheWrite5m += Number(tokens.cacheWrite5m)
    sums.cacheWrite1h += Number(tokens.cacheWrite1h)
    this.#calls += Number(counts.calls)
    this.#webSearches += Number(counts.webSearches)
    this.#lowerBoundCalls += Number(counts.lowerBoundCalls)
    this.#missingOutputTokens += Number(counts.missingOutputTokens)
    this.#unread5m += Number(counts.unread5m)
    this.#unread1h += Number(counts.unread1h)
  }

  /** What the counts add up to; null when that is too much for numbers. */
  total(): CountsOf<number> | null {
    const total = {
      calls: this.#calls,
      tokens: this.#tokens,
      webSearches: this.#webSearches,
      lowerBoundCalls: this.#lowerBoundCalls,
      missingOutputTokens: this.#missingOutputTokens,
      unread5m: this.#unread5m,
      unread1h: this.#unread1h,
    }
    const {tokens, ...others} = total
    return [...Object.values(tokens), ...Object.values(others)].every(Number.isSafeInteger) ? total : null
  }
}
