import {COST_CLASSES, type CostByClass, type RateVector} from '../rates/rate.ts'
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
    const {calls, tokens, missingOutputTokens, unread5m, unread1h} = counts
    take(sums, CALLS, calls)
    take(sums, WEB_SEARCHES, counts.webSearches)
    takeTokens(sums, TOKENS, 1, tokens)
    take(sums, LOWER_BOUND_CALLS, counts.lowerBoundCalls)
    take(sums, MISSING_OUTPUT, missingOutputTokens)
    take(sums, UNREAD_TOKENS, unread5m)
    take(sums, UNREAD_TOKENS, unread1h)
    if (status === 'priced') {
      takeCosts(sums, COST, 1, counts, vector, cost)
      takeCost(sums, MISSING_COST, missingOutputTokens, vector.output)
      takeCost(sums, UNREAD_COST, unread5m, vector.cacheWrite5m)
      takeCost(sums, UNREAD_COST, unread1h, vector.cacheWrite1h)
      takeCost(sums, READ_SAVINGS, tokens.cacheRead, vector.input - vector.cacheRead)
      return
    }
    take(sums, UNPRICED_CALLS, calls)
    takeTokens(sums, UNPRICED_TOKENS, 0, tokens)
    if (status === 'unpriced') return
    take(sums, ESTIMATED_CALLS, calls)
    takeCosts(sums, ESTIMATED_COST, 0, counts, vector, cost)
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

/** Adds to a sum; what a number cannot hold is set aside, so that what comes next is added as numbers again. */
function take(sums: Sums, index: number, amount: number | bigint): void {
  if (amount === 0) return
  const sum = sums.small[index]! + Number(amount)
  if (Number.isSafeInteger(sum)) sums.small[index] = sum
  else {
    sums.beyond ??= NO_SUMS.map(() => 0n)
    sums.beyond[index]! += BigInt(sums.small[index]!) + BigInt(amount)
    sums.small[index] = 0
  }
}

/** Adds tokens of every class to sums that stand `step` apart, 0: to one. Each is named: to look a name up takes longer than to add. */
function takeTokens(sums: Sums, first: number, step: number, tokens: CountsOf<number | bigint>['tokens']): void {
  take(sums, first, tokens.input)
  take(sums, first + step, tokens.output)
  take(sums, first + 2 * step, tokens.cacheRead)
  take(sums, first + 3 * step, tokens.cacheWrite5m)
  take(sums, first + 4 * step, tokens.cacheWrite1h)
}

/** The same for costs. */
function takeCosts(
  sums: Sums,
  first: number,
  step: number,
  {tokens, webSearches}: CountsOf<number | bigint>,
  vector: RateVector,
  cost: CostByClass | undefined,
): void {
  if (cost !== undefined) {
    COST_CLASSES.forEach((name, index) => take(sums, first + index * step, cost[name]))
    return
  }
  takeCost(sums, first, tokens.input, vector.input)
  takeCost(sums, first + step, tokens.output, vector.output)
  takeCost(sums, first + 2 * step, tokens.cacheRead, vector.cacheRead)
  takeCost(sums, first + 3 * step, tokens.cacheWrite5m, vector.cacheWrite5m)
  takeCost(sums, first + 4 * step, tokens.cacheWrite1h, vector.cacheWrite1h)
  takeCost(sums, first + 5 * step, webSearches, vector.webSearch)
}

/** Adds a product, made in numbers where that is exact. */
function takeCost(sums: Sums, index: number, count: number | bigint, price: bigint): void {
  if (count === 0) return
  const product = Number(count) * Number(price)
  take(sums, index, Number.isSafeInteger(product) ? product : BigInt(count) * price)
}
