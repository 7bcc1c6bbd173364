import {COST_CLASSES, type CostByClass, type CostClass, type RateVector} from '../rates/rate.ts'
import {TOKEN_CLASSES, type TokenClass, type TokenSums} from '../tokens.ts'
import type {CacheSummary} from './report.ts'
import type {Totals} from './totals.ts'

/** Counts of calls that share one rate; whole numbers, those beyond 2^53 as bigint. */
export interface CountsOf<Count extends number | bigint> {
  readonly calls: Count
  readonly tokens: Readonly<Record<TokenClass, Count>>
  readonly webSearches: Count
  readonly lowerBoundCalls: Count
  readonly missingOutputTokens: Count
  readonly unread5m: Count
  readonly unread1h: Count
}

/** Counts as bigint: of any size. */
export type Counts = CountsOf<bigint>

/** The rate that counts are priced with. */
export interface CellRate {
  readonly status: 'priced' | 'estimated' | 'unpriced'
  readonly vector: RateVector
}

// Where each sum stands.
const CALLS = 0
const WEB_SEARCHES = 1
const TOKENS = 2
const OUTPUT = TOKENS + 1
const CACHE_READ = TOKENS + 2
const COST = TOKENS + TOKEN_CLASSES.length
const ESTIMATED_COST = COST + COST_CLASSES.length
const ESTIMATED_CALLS = ESTIMATED_COST + 1
const UNPRICED_CALLS = ESTIMATED_COST + 2
const UNPRICED_TOKENS = ESTIMATED_COST + 3
const LOWER_BOUND_CALLS = ESTIMATED_COST + 4
const MISSING_OUTPUT = ESTIMATED_COST + 5
const MISSING_COST = ESTIMATED_COST + 6
const UNREAD_TOKENS = ESTIMATED_COST + 7
const UNREAD_COST = ESTIMATED_COST + 8
const READ_SAVINGS = ESTIMATED_COST + 9
const SUMS = ESTIMATED_COST + 10
const NO_SUMS: readonly number[] = Array.from({length: SUMS}, () => 0.5).fill(0) // kept as fractions, into which large sums fit

/** Thousands of groups are added up: numbers, as long as they are exact, take a fraction of the time of bigint. */
interface Sums {
  readonly small: number[]
  /** What the numbers cannot hold exactly. */
  beyond: bigint[] | null
}

/** Adds up counts and their exact money. */
export class Amounts {
  readonly #sums: Sums = {small: NO_SUMS.slice(), beyond: null}

  /** Everything spent as budgets see it: priced and estimated, in picodollars. */
  get spentPicodollars(): bigint {
    return this.#costPicodollars() + this.#sum(ESTIMATED_COST)
  }

  get calls(): bigint {
    return this.#sum(CALLS)
  }

  /**
   * Adds calls of one rate.
   *
   * @param counts - Sums over the calls.
   * @param rate - Their rate.
   * @param cost - Their cost by class where it is not tokens × rate: shares of calls that were split.
   */
  add(counts: CountsOf<number | bigint>, {vector, status}: CellRate, cost?: CostByClass): void {
    const sums = this.#sums
    const {tokens, missingOutputTokens, unread5m, unread1h} = counts
    take(sums, CALLS, counts.calls)
    take(sums, WEB_SEARCHES, counts.webSearches)
    for (let index = 0; index < TOKEN_CLASSES.length; index++) take(sums, TOKENS + index, tokens[TOKEN_CLASSES[index]!])
    take(sums, LOWER_BOUND_CALLS, counts.lowerBoundCalls)
    take(sums, MISSING_OUTPUT, missingOutputTokens)
    take(sums, UNREAD_TOKENS, unread5m)
    take(sums, UNREAD_TOKENS, unread1h)
    if (status === 'priced') {
      for (let index = 0; index < COST_CLASSES.length; index++) {
        const name = COST_CLASSES[index]!
        take(sums, COST + index, cost === undefined ? price(counts, vector, name) : cost[name])
      }
      take(sums, MISSING_COST, times(missingOutputTokens, vector.output))
      take(sums, UNREAD_COST, times(unread5m, vector.cacheWrite5m))
      take(sums, UNREAD_COST, times(unread1h, vector.cacheWrite1h))
      take(sums, READ_SAVINGS, times(tokens.cacheRead, vector.input - vector.cacheRead))
      return
    }
    take(sums, UNPRICED_CALLS, counts.calls)
    for (const name of TOKEN_CLASSES) take(sums, UNPRICED_TOKENS, tokens[name])
    if (status === 'unpriced') return
    take(sums, ESTIMATED_CALLS, counts.calls)
    for (const name of COST_CLASSES)
      take(sums, ESTIMATED_COST, cost === undefined ? price(counts, vector, name) : cost[name])
  }

  /** Adds all that others hold. */
  addAll(others: Amounts): void {
    const [sums, {small, beyond}] = [this.#sums, others.#sums]
    for (let index = 0; index < SUMS; index++) if (small[index] !== 0) take(sums, index, small[index]!)
    beyond?.forEach((amount, index) => take(sums, index, amount))
  }

  /**
   * @param sessions - Number of distinct sessions.
   * @param estimatedModels - Models of the estimated calls.
   * @param unpricedModels - Models of all calls without a rate.
   */
  totals(sessions: number, estimatedModels: readonly string[], unpricedModels: readonly string[]): Totals {
    return {
      costPicodollars: this.#costPicodollars(),
      costByClass: {
        input: this.#sum(COST),
        output: this.#sum(COST + 1),
        cacheRead: this.#sum(COST + 2),
        cacheWrite5m: this.#sum(COST + 3),
        cacheWrite1h: this.#sum(COST + 4),
        webSearch: this.#sum(COST + 5),
      },
      calls: this.calls,
      sessions,
      tokens: this.#tokens(),
      webSearches: this.#sum(WEB_SEARCHES),
      estimated: {
        costPicodollars: this.#sum(ESTIMATED_COST),
        calls: this.#sum(ESTIMATED_CALLS),
        models: estimatedModels,
      },
      unpriced: {calls: this.#sum(UNPRICED_CALLS), tokens: this.#sum(UNPRICED_TOKENS), models: unpricedModels},
      lowerBound: {
        calls: this.#sum(LOWER_BOUND_CALLS),
        missingOutputTokens: this.#sum(MISSING_OUTPUT),
        costPicodollars: this.#sum(MISSING_COST),
      },
      cache: {hitRatio: this.#hitRatio(), readSavingsPicodollars: this.#sum(READ_SAVINGS)},
    }
  }

  /** What the prompt cache did for these calls. */
  cacheSummary(): CacheSummary {
    const [savings, unreadCost] = [this.#sum(READ_SAVINGS), this.#sum(UNREAD_COST)]
    return {
      hitRatio: this.#hitRatio(),
      readSavingsPicodollars: savings,
      unreadWrites: {tokens: this.#sum(UNREAD_TOKENS), costPicodollars: unreadCost},
      netBenefitPicodollars: savings - unreadCost,
    }
  }

  #sum(index: number): bigint {
    const small = this.#sums.small[index]!
    if (this.#sums.beyond !== null) return BigInt(small) + this.#sums.beyond[index]!
    return small === 0 ? 0n : BigInt(small)
  }

  /** Sums that follow each other, together. */
  #sumOf(first: number, end: number): bigint {
    let small = 0
    for (let index = first; index < end; index++) small += this.#sums.small[index]!
    if (this.#sums.beyond === null && Number.isSafeInteger(small)) return BigInt(small)
    let sum = 0n
    for (let index = first; index < end; index++) sum += this.#sum(index)
    return sum
  }

  #tokens(): TokenSums {
    return {
      input: this.#sum(TOKENS),
      output: this.#sum(TOKENS + 1),
      cacheRead: this.#sum(TOKENS + 2),
      cacheWrite5m: this.#sum(TOKENS + 3),
      cacheWrite1h: this.#sum(TOKENS + 4),
    }
  }

  #costPicodollars(): bigint {
    return this.#sumOf(COST, COST + COST_CLASSES.length)
  }

  #hitRatio(): number | null {
    const prompt = this.#sumOf(TOKENS, TOKENS + TOKEN_CLASSES.length) - this.#sum(OUTPUT)
    return prompt === 0n ? null : Number(this.#sum(CACHE_READ)) / Number(prompt)
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

function take(sums: Sums, index: number, amount: number | bigint): void {
  if (amount === 0) return
  const sum = sums.small[index]! + Number(amount)
  if (Number.isSafeInteger(sum)) sums.small[index] = sum
  else {
    sums.beyond ??= NO_SUMS.map(() => 0n)
    sums.beyond[index]! += BigInt(amount)
  }
}

function price({tokens, webSearches}: CountsOf<number | bigint>, vector: RateVector, name: CostClass): number | bigint {
  return times(name === 'webSearch' ? webSearches : tokens[name], vector[name])
}

/** A product: a number where that is exact. */
function times(count: number | bigint, price: bigint): number | bigint {
  if (count === 0) return 0
  const product = Number(count) * Number(price)
  return Number.isSafeInteger(product) ? product : BigInt(count) * price
}
