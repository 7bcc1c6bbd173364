import type {BudgetWindowKind} from '../../core/budget/budget.ts'
import type {Spent} from '../../core/budget/verdict.ts'
import {BUCKET_MS, bucketOf} from '../../core/report/bucket.ts'
import {text, type Database} from './database.ts'
import {plus, readSpent, sumSpent} from './spent-amount.ts'
import type {Book} from './spent-book.ts'
import {SpentEdges} from './spent-edges.ts'
import {bucketName, dayName, dayOfBucket, firstBucketOf, openWindow} from './spent-windows.ts'

/** Answers what rules have counted at one moment, between two postings: each question once. */
export class SpentNow {
  readonly #database: Database
  readonly #book: Book
  readonly #nowMs: number
  readonly #edges: SpentEdges
  readonly #known = new Map<string, Spent>()

  constructor(database: Database, book: Book, nowMs: number) {
    this.#database = database
    this.#book = book
    this.#nowMs = nowMs
    this.#edges = new SpentEdges(database, book)
  }

  /**
   * What one rule has counted for one key in the window that is open now. A rolling window is exact at its beginning; at its
   * end it holds the whole quarter of an hour, so a call from a clock that runs ahead counts.
   *
   * @param label - Of the window that is open now.
   */
  of(rule: number, key: string, label: string): Spent {
    const name = `${rule} ${label} ${key}`
    let spent = this.#known.get(name)
    if (spent === undefined) {
      const {window} = this.#book.budgets.rules[rule]!
      spent =
        typeof window === 'object'
          ? spentInSpan(this.#database, this.#edges, {rule, key, spanMs: window.spanMs}, this.#nowMs)
          : readSpent(this.#database, rule, key, label)
      this.#known.set(name, spent)
    }
    return spent
  }
}

/** The keys that one rule has counted something for in the window that is open now. */
export function keysNow(database: Database, book: Book, rule: number, session: string | null, nowMs: number): string[] {
  const {window} = book.budgets.rules[rule]!
  const [from, to] = namesOf(window, session, nowMs, book)
  const rows = database.all(
    'SELECT DISTINCT key FROM spent WHERE rule = ? AND window BETWEEN ? AND ? ORDER BY key',
    rule,
    from,
    to,
  )
  return rows.map((row) => text(row['key']))
}

function namesOf(window: BudgetWindowKind, session: string | null, nowMs: number, book: Book): [string, string] {
  if (typeof window === 'object') {
    return [bucketName(Math.max(0, bucketOf(nowMs - window.spanMs))), bucketName(bucketOf(nowMs))]
  }
  const {label} = openWindow(window, session, nowMs, book.settings)
  return [label, label]
}

/** Whole UTC days, quarters of an hour at both ends of them, and single calls in the first quarter. */
function spentInSpan(
  database: Database,
  edges: SpentEdges,
  {rule, key, spanMs}: {readonly rule: number; readonly key: string; readonly spanMs: number},
  nowMs: number,
): Spent {
  const fromMs = Math.max(0, nowMs + 1 - spanMs)
  const first = Math.ceil(fromMs / BUCKET_MS)
  const last = bucketOf(nowMs)
  const edge = edges.from(fromMs, rule, key)
  const buckets = (from: number, to: number): Spent =>
    from > to ? NOTHING : sumSpent(database, rule, key, bucketName(from), bucketName(to))
  const firstDay = dayOfBucket(first + firstBucketOf(1) - 1)
  const endDay = dayOfBucket(last + 1)
  if (endDay <= firstDay) return plus(edge, buckets(first, last))
  const days = sumSpent(database, rule, key, dayName(firstDay), dayName(endDay - 1))
  const before = buckets(first, firstBucketOf(firstDay) - 1)
  return plus(plus(edge, days), plus(before, buckets(firstBucketOf(endDay), last)))
}

const NOTHING: Spent = {picodollars: 0n, unpricedCalls: 0}
