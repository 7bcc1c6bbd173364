import type {BudgetDimension, BudgetRule, MatchTerm} from '../../core/budget/budget.ts'
import {SHARED_DIMENSIONS} from '../../core/budget/match-budget.ts'
import {BUCKET_MS} from '../../core/report/bucket.ts'
import {compileFilter} from '../../core/report/filter.ts'
import {bucketsOfPeriod} from '../../core/time/buckets-of-period.ts'
import {text, type Database} from './database.ts'
import {expressionOf} from './query/dimension-sql.ts'
import type {SqlPart} from './query/source.ts'

/** A budget, for one key. */
export interface BudgetKey {
  readonly rule: BudgetRule
  readonly key: string
}

/** What was spent of each budget on a day, US dollars, in the order of the budgets. */
export interface BudgetDay {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly usd: readonly number[]
}

/** Whether the rollup can tell what falls under a budget: what a call shares between tools or skills, or a prompt, it cannot. */
export function hasBudgetDays({alternatives, except, each}: BudgetRule): boolean {
  const used = [...alternatives.flat(), ...except].map(({dimension}) => dimension)
  if (each !== null) used.push(each)
  return !used.some((dimension) => dimension === 'prompt' || SHARED_DIMENSIONS.includes(dimension))
}

/**
 * What was spent of budgets on each local day, in one pass over the rollup. For statistics: dollars as doubles, estimates
 * included, as budgets count them.
 *
 * @param budgets - Such that {@link hasBudgetDays}.
 */
export function budgetDays(
  database: Database,
  budgets: readonly BudgetKey[],
  {fromMs, toMs, timezone}: {readonly fromMs: number; readonly toMs: number; readonly timezone: string},
): BudgetDay[] {
  if (budgets.length === 0) return []
  const known = new Conditions(database)
  const conditions = budgets.map((budget) => known.of(budget))
  const sums = conditions.map(({sql}, index) => `total(CASE WHEN ${sql} THEN ${ROW_USD} END) AS u${index}`)
  const values = conditions.flatMap((condition) => condition.values)
  // one short query per day: grouped by day as a whole, SQLite would sort
  const sql = `SELECT ${sums.join(', ')} FROM rollup s JOIN attribution a ON a.id = s.attribution JOIN rate r ON r.id = s.rate
    WHERE s.bucket >= ? AND s.bucket < ?`
  return bucketsOfPeriod({fromMs, toMs}, 'day', timezone).map(({label, fromMs, toMs}) => {
    const row = database.get(sql, ...values, Math.ceil(fromMs / BUCKET_MS), Math.ceil(toMs / BUCKET_MS))
    return {day: label, usd: budgets.map((_, index) => Number(row?.[`u${index}`] ?? 0))}
  })
}

/** Cost of a row of the rollup in US dollars. */
const ROW_USD = `(CAST(s.input AS REAL) * r.input + CAST(s.output AS REAL) * r.output
  + CAST(s.cache_read AS REAL) * r.cache_read + CAST(s.cache_write_5m AS REAL) * r.cache_write_5m
  + CAST(s.cache_write_1h AS REAL) * r.cache_write_1h + CAST(s.web_searches AS REAL) * r.web_search) / 1e12`

/** Conditions of budgets on `a`; the values that a dimension has are asked for once. */
class Conditions {
  readonly #database: Database
  readonly #known = new Map<BudgetDimension, string[]>()

  constructor(database: Database) {
    this.#database = database
  }

  of({rule: {alternatives, except, each}, key}: BudgetKey): SqlPart {
    const any = alternatives.map((terms) =>
      joined(
        terms.map((term) => this.#matches(term)),
        'AND',
        '1',
      ),
    )
    const not = except.map((term) => this.#matches(term)).map(({sql, values}) => ({sql: `NOT ${sql}`, values}))
    const own = each === null ? [] : [this.#matches({dimension: each, patterns: [key]})]
    return joined([joined(any, 'OR', '0'), ...not, ...own], 'AND', '1')
  }

  #matches({dimension, patterns}: MatchTerm): SqlPart {
    const column = expressionOf(dimension)
    const matches = compileFilter({dimension, patterns})
    const values = this.#valuesOf(dimension, column).filter(matches)
    const missing = matches(null) ? ` OR ${column} IS NULL` : ''
    // one value is compared with, which is faster than to look it up in a list
    const [first] = values
    if (values.length === 1 && first !== undefined) return {sql: `(${column} IS ?${missing})`, values: [first]}
    return {sql: `(${column} IN (SELECT value FROM json_each(?))${missing})`, values: [JSON.stringify(values)]}
  }

  #valuesOf(dimension: BudgetDimension, column: string): string[] {
    let known = this.#known.get(dimension)
    if (known === undefined) {
      const rows = this.#database.all(
        `SELECT DISTINCT ${column} AS value FROM attribution a WHERE ${column} IS NOT NULL`,
      )
      this.#known.set(dimension, (known = rows.map((row) => text(row['value']))))
    }
    return known
  }
}

function joined(parts: readonly SqlPart[], word: 'AND' | 'OR', none: string): SqlPart {
  const sql = parts.length === 0 ? none : `(${parts.map((part) => part.sql).join(` ${word} `)})`
  return {sql, values: parts.flatMap(({values}) => values)}
}
