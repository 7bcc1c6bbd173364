import {hasWildcard} from '../../core/attribution/glob.ts'
import type {BudgetDimension, BudgetRule, MatchTerm} from '../../core/budget/budget.ts'
import {SHARED_DIMENSIONS} from '../../core/budget/match-budget.ts'
import {BUCKET_MS} from '../../core/report/bucket.ts'
import {compileFilter} from '../../core/report/filter.ts'
import {bucketsOfPeriod} from '../../core/time/buckets-of-period.ts'
import type {TimeSpan} from '../../core/time/time-span.ts'
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
 * What was spent of budgets on each local day, from the rollup. For statistics: dollars as doubles, estimates included, as
 * budgets count them. Days that are over are added up once for each budget, and kept.
 *
 * @param budgets - Such that {@link hasBudgetDays}.
 */
export function budgetDays(
  database: Database,
  budgets: readonly BudgetKey[],
  {fromMs, toMs, timezone}: {readonly fromMs: number; readonly toMs: number; readonly timezone: string},
): BudgetDay[] {
  if (budgets.length === 0) return []
  const spans = bucketsOfPeriod({fromMs, toMs}, 'day', timezone)
  const settled = spans.filter((span) => span.toMs <= toMs - SETTLED_MS)
  const least = settled.filter((span) => span.toMs <= toMs - SETTLED_MS - REFRESH_MS)
  const columns = budgets.map((budget) => {
    const name = nameOf(budget, timezone)
    const usd = keptUsd(database, name)
    return {budget, name, usd, isKept: least.every(({label}) => usd.has(label))}
  })
  const fresh = columns.filter(({isKept}) => !isKept)
  addDays(database, fresh, spans)
  const kept = columns.filter(({isKept}) => isKept)
  addDays(
    database,
    kept,
    spans.filter(({label}) => kept.some(({usd}) => !usd.has(label))),
  )
  if (fresh.length > 0) keep(database, fresh, settled)
  return spans.map(({label}) => ({day: label, usd: columns.map(({usd}) => usd.get(label) ?? 0)}))
}

/** Days that ended so long ago are kept; a week of them is read anew each time before it is kept, too: writing costs more. */
const SETTLED_MS = 2 * 86_400_000
const REFRESH_MS = 7 * 86_400_000

/** A budget with what it spent, by day. */
interface BudgetColumn {
  readonly budget: BudgetKey
  /** Under which its days are kept. */
  readonly name: string
  readonly usd: Map<string, number>
}

/** Names what a budget counts, and in days of which zone. */
function nameOf({rule: {alternatives, except, each}, key}: BudgetKey, timezone: string): string {
  return `${timezone} ${JSON.stringify([alternatives, except, each, key])}`
}

function addDays(database: Database, columns: readonly BudgetColumn[], spans: readonly TimeSpan[]): void {
  if (columns.length === 0 || spans.length === 0) return
  const known = new Conditions(database)
  const conditions = columns.map(({budget}) => known.of(budget))
  const sums = conditions.map(({sql}, index) => `total(CASE WHEN ${sql} THEN ${ROW_USD} END) AS u${index}`)
  const values = conditions.flatMap((condition) => condition.values)
  // one short query per day: grouped by day as a whole, SQLite would sort
  const sql = `SELECT ${sums.join(', ')} FROM rollup s JOIN attribution a ON a.id = s.attribution JOIN rate r ON r.id = s.rate
    WHERE s.bucket >= ? AND s.bucket < ?`
  for (const {label, fromMs, toMs} of spans) {
    const row = database.get(sql, ...values, Math.ceil(fromMs / BUCKET_MS), Math.ceil(toMs / BUCKET_MS))
    columns.forEach(({usd}, index) => usd.set(label, Number(row?.[`u${index}`] ?? 0)))
  }
}

/** Kept beside the days of all calls: whatever changes the rollup below their end forgets them (triggers of the schema see to that). */
function keptUsd(database: Database, name: string): Map<string, number> {
  const row = database.get('SELECT json FROM spend_cache WHERE timezone = ?', name)
  const days: unknown = row === undefined ? {} : JSON.parse(text(row['json']))
  const usd = new Map<string, number>()
  for (const [day, amount] of Object.entries(Object(days))) if (typeof amount === 'number') usd.set(day, amount)
  return usd
}

/** Keeps days that are over; not while another process writes. Those of budgets that nobody asked for in a month go. */
function keep(database: Database, columns: readonly BudgetColumn[], settled: readonly TimeSpan[]): void {
  const last = settled.at(-1)
  if (last === undefined) return
  const untilBucket = Math.ceil(last.toMs / BUCKET_MS)
  try {
    database.transaction(() => {
      database.run(
        "DELETE FROM spend_cache WHERE timezone LIKE '% [%' AND until_bucket < ?",
        untilBucket - (30 * 86_400_000) / BUCKET_MS,
      )
      for (const {name, usd} of columns) {
        const days = Object.fromEntries(settled.map(({label}) => [label, usd.get(label) ?? 0]))
        const json = JSON.stringify(days)
        database.run(
          'REPLACE INTO spend_cache (timezone, until_bucket, json) VALUES (?, ?, ?)',
          name,
          untilBucket,
          json,
        )
      }
    })
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error)) throw error // a full disk, a file that may not be written
  }
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
    const isPlain = dimension !== 'project' && dimension !== 'session' && !patterns.some((one) => hasWildcard(one))
    // names are what they match: there is no need to know which values there are
    const values = isPlain ? [...patterns] : this.#valuesOf(dimension, column).filter(matches)
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
