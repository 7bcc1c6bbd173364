import {COST_CLASSES, type CostByClass, type RateVector} from '../rates/rate.ts'
import {TOKEN_CLASSES, type TokenSums} from '../tokens.ts'
import type {CacheSummary} from './report.ts'
import type {Totals} from './totals.ts'

/** Counts of calls that share one rate; whole numbers. */
export interface Counts {
  readonly calls: bigint
  readonly tokens: TokenSums
  readonly webSearches: bigint
  readonly lowerBoundCalls: bigint
  readonly missingOutputTokens: bigint
  readonly unread5m: bigint
  readonly unread1h: bigint
}

/** The rate that counts are priced with. */
export interface CellRate {
  readonly status: 'priced' | 'estimated' | 'unpriced'
  readonly vector: RateVector
}

/** Adds up counts and their exact money. */
export class Amounts {
  #calls = 0n
  #webSearches = 0n
  readonly #tokens = zeroTokens()
  readonly #cost = zeroCost()
  #estimatedCost = 0n
  #estimatedCalls = 0n
  #unpricedCalls = 0n
  #unpricedTokens = 0n
  #lowerBoundCalls = 0n
  #missingOutput = 0n
  #missingCost = 0n
  #unreadTokens = 0n
  #unreadCost = 0n
  #readSavings = 0n

  /** Everything spent as budgets see it: priced and estimated, in picodollars. */
  get spentPicodollars(): bigint {
    return total(this.#cost) + this.#estimatedCost
  }

  get calls(): bigint {
    return this.#calls
  }

  /**
   * Adds calls of one rate.
   *
   * @param counts - Sums over the calls.
   * @param rate - Their rate.
   * @param cost - Their cost by class where it is not tokens × rate: shares of calls that were split.
   */
  add(counts: Counts, rate: CellRate, cost: CostByClass = costOf(counts, rate.vector)): void {
    const {vector, status} = rate
    this.#calls += counts.calls
    this.#webSearches += counts.webSearches
    for (const name of TOKEN_CLASSES) this.#tokens[name] += counts.tokens[name]
    this.#lowerBoundCalls += counts.lowerBoundCalls
    this.#missingOutput += counts.missingOutputTokens
    this.#unreadTokens += counts.unread5m + counts.unread1h
    if (status === 'priced') {
      for (const name of COST_CLASSES) this.#cost[name] += cost[name]
      this.#missingCost += counts.missingOutputTokens * vector.output
      this.#unreadCost += counts.unread5m * vector.cacheWrite5m + counts.unread1h * vector.cacheWrite1h
      this.#readSavings += counts.tokens.cacheRead * (vector.input - vector.cacheRead)
      return
    }
    this.#unpricedCalls += counts.calls
    for (const name of TOKEN_CLASSES) this.#unpricedTokens += counts.tokens[name]
    if (status === 'unpriced') return
    this.#estimatedCalls += counts.calls
    this.#estimatedCost += total(cost)
  }

  /**
   * @param sessions - Number of distinct sessions.
   * @param estimatedModels - Models of the estimated calls.
   * @param unpricedModels - Models of all calls without a rate.
   */
  totals(sessions: number, estimatedModels: readonly string[], unpricedModels: readonly string[]): Totals {
    return {
      costPicodollars: total(this.#cost),
      costByClass: {...this.#cost},
      calls: this.#calls,
      sessions,
      tokens: {...this.#tokens},
      webSearches: this.#webSearches,
      estimated: {costPicodollars: this.#estimatedCost, calls: this.#estimatedCalls, models: estimatedModels},
      unpriced: {calls: this.#unpricedCalls, tokens: this.#unpricedTokens, models: unpricedModels},
      lowerBound: {
        calls: this.#lowerBoundCalls,
        missingOutputTokens: this.#missingOutput,
        costPicodollars: this.#missingCost,
      },
      cache: {hitRatio: this.#hitRatio(), readSavingsPicodollars: this.#readSavings},
    }
  }

  /** What the prompt cache did for these calls. */
  cacheSummary(): CacheSummary {
    return {
      hitRatio: this.#hitRatio(),
      readSavingsPicodollars: this.#readSavings,
      unreadWrites: {tokens: this.#unreadTokens, costPicodollars: this.#unreadCost},
      netBenefitPicodollars: this.#readSavings - this.#unreadCost,
    }
  }

  #hitRatio(): number | null {
    const {input, cacheRead, cacheWrite5m, cacheWrite1h} = this.#tokens
    const prompt = input + cacheRead + cacheWrite5m + cacheWrite1h
    return prompt === 0n ? null : Number(cacheRead) / Number(prompt)
  }
}

/** Tokens × rate, by class. */
export function costOf(counts: Pick<Counts, 'tokens' | 'webSearches'>, vector: RateVector): CostByClass {
  return {
    input: counts.tokens.input * vector.input,
    output: counts.tokens.output * vector.output,
    cacheRead: counts.tokens.cacheRead * vector.cacheRead,
    cacheWrite5m: counts.tokens.cacheWrite5m * vector.cacheWrite5m,
    cacheWrite1h: counts.tokens.cacheWrite1h * vector.cacheWrite1h,
    webSearch: counts.webSearches * vector.webSearch,
  }
}

function total(cost: CostByClass): bigint {
  return COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n)
}

function zeroTokens(): TokenSums {
  return {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}
}

function zeroCost(): CostByClass {
  return {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, webSearch: 0n}
}
