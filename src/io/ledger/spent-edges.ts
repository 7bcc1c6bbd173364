import type {BudgetFacts, BudgetRule} from '../../core/budget/budget.ts'
import {SHARED_DIMENSIONS, sharesOf, uses} from '../../core/budget/match-budget.ts'
import type {Spent} from '../../core/budget/verdict.ts'
import {BUCKET_MS} from '../../core/report/bucket.ts'
import {exact, text, type Database, type Row} from './database.ts'
import {plus, readSpent} from './spent-amount.ts'
import type {Book} from './spent-book.ts'
import {attributionFacts} from './spent-entries.ts'
import {spentBetween} from './spent-rebuild.ts'
import {bucketName} from './spent-windows.ts'

/** What the calls of one attribution cost within an edge. */
interface EdgePart {
  readonly attribution: number
  readonly spent: Spent
}

const NOTHING: Spent = {picodollars: 0n, unpricedCalls: 0}

const PARTS = `
  SELECT c.attribution, c.calls, c.i, c.o, c.r, c.w5, c.w1, c.s, rate.status, rate.input, rate.output, rate.cache_read,
    rate.cache_write_5m, rate.cache_write_1h, rate.web_search
  FROM (
    SELECT attribution, rate, count(*) AS calls, sum(input) AS i, sum(output) AS o, sum(cache_read) AS r,
      sum(cache_write_5m) AS w5, sum(cache_write_1h) AS w1, sum(web_searches) AS s
    FROM call WHERE at_ms >= ? AND at_ms < ? GROUP BY attribution, rate
  ) c JOIN rate ON rate.id = c.rate`

/**
 * The edges of rolling windows: the calls between a window's beginning and the end of that quarter of an hour, which no
 * amount that is kept tells apart. They are read once for all rules and keys, and not at all where the quarter holds nothing.
 */
export class SpentEdges {
  readonly #database: Database
  readonly #book: Book
  readonly #parts = new Map<number, readonly EdgePart[]>()
  readonly #facts = new Map<number, BudgetFacts>()

  constructor(database: Database, book: Book) {
    this.#database = database
    this.#book = book
  }

  /** What one rule counts for one key from a moment on, to the end of its quarter of an hour; nothing at a quarter's begin. */
  from(fromMs: number, rule: number, key: string): Spent {
    const bucket = Math.floor(fromMs / BUCKET_MS)
    if (fromMs === bucket * BUCKET_MS) return NOTHING
    const whole = readSpent(this.#database, rule, key, bucketName(bucket))
    if (whole.picodollars === 0n && whole.unpricedCalls === 0) return NOTHING
    const toMs = (bucket + 1) * BUCKET_MS
    const counted = this.#book.budgets.rules[rule]!
    if (needsCalls(counted)) return spentBetween(this.#database, this.#book, {rule, key, fromMs, toMs})
    let sum = NOTHING
    for (const {attribution, spent} of this.#partsOf(fromMs, toMs)) {
      if (isOfAll(counted) || this.#isCounted(attribution, rule, key)) sum = plus(sum, spent)
    }
    return sum
  }

  #partsOf(fromMs: number, toMs: number): readonly EdgePart[] {
    let parts = this.#parts.get(fromMs)
    if (parts === undefined) {
      parts = this.#database.allExact(PARTS, fromMs, toMs).map(partOf)
      this.#parts.set(fromMs, parts)
    }
    return parts
  }

  #isCounted(attribution: number, rule: number, key: string): boolean {
    return sharesOf(this.#book.budgets.rules[rule]!, this.#factsOf(attribution)).some((share) => share.key === key)
  }

  #factsOf(attribution: number): BudgetFacts {
    let facts = this.#facts.get(attribution)
    if (facts === undefined) {
      facts = attributionFacts(this.#database, 'FROM attribution WHERE id = ?', attribution) ?? {}
      this.#facts.set(attribution, facts)
    }
    return facts
  }
}

/** Whether a rule may count parts of calls, or by what an attribution does not say. */
function needsCalls(rule: BudgetRule): boolean {
  return uses(rule, 'prompt') || SHARED_DIMENSIONS.some((dimension) => uses(rule, dimension))
}

function isOfAll({alternatives, except, each}: BudgetRule): boolean {
  return each === null && except.length === 0 && alternatives.some((terms) => terms.length === 0)
}

function partOf(row: Row): EdgePart {
  const attribution = Number(exact(row['attribution']))
  if (text(row['status']) === 'unpriced') {
    return {attribution, spent: {picodollars: 0n, unpricedCalls: Number(exact(row['calls']))}}
  }
  const of = (amount: string, rate: string) => exact(row[amount]) * exact(row[rate])
  const cost = of('i', 'input') + of('o', 'output') + of('r', 'cache_read') + of('s', 'web_search')
  const written = of('w5', 'cache_write_5m') + of('w1', 'cache_write_1h')
  return {attribution, spent: {picodollars: cost + written, unpricedCalls: 0}}
}
