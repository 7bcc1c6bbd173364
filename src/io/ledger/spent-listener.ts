import type {ToolUse} from '../../core/log/copy.ts'
import type {BudgetRule} from '../../core/budget/budget.ts'
import {levelOf} from '../../core/budget/threshold-crossings.ts'
import type {Picodollars} from '../../core/money/picodollars.ts'
import {bucketOf} from '../../core/report/bucket.ts'
import type {CallChange, CallRow} from './call-row.ts'
import type {Database} from './database.ts'
import type {ChangeListener} from './post-batch.ts'
import {RowWriter} from './row-writer.ts'
import {addSpent} from './spent-amount.ts'
import {bookReader, type Book} from './spent-book.ts'
import {shareOf, SpentEntries} from './spent-entries.ts'
import {WindowNames} from './spent-windows.ts'

const SEPARATOR = '\u001F'

/**
 * Keeps what is spent of each budget in step with the calls, within the transaction that posts them. Which budgets there
 * are, the ledger itself says; without any there is nothing to do but to note who called last.
 *
 * @param read - Reads the book of budgets.
 */
export function keepSpent(database: Database, read: () => Book | null = bookReader(database)): ChangeListener {
  return (changes) => {
    keepLatest(database, changes)
    const book = read()
    if (book === null || book.budgets.rules.length === 0) return
    const sum = new SpentSum(
      new SpentEntries(database, book.budgets),
      new WindowNames(book.settings),
      book.budgets.rules,
    )
    for (const change of changes) {
      const {before, after, toolsBefore, toolsAfter} = change
      if (isSameMoney(change)) continue
      if (before !== null) sum.addCall(before, toolsBefore, -1)
      if (after !== null) sum.addCall(after, toolsAfter, 1)
    }
    sum.write(database, false)
  }
}

type SpentRule = Pick<BudgetRule, 'window' | 'limitPicodollars' | 'thresholds'>

/** Whether only something else of a call has changed. */
function isSameMoney({before, after, toolsBefore, toolsAfter}: CallChange): boolean {
  return (
    before !== null &&
    after !== null &&
    before.usage === after.usage &&
    before.attribution === after.attribution &&
    before.rate === after.rate &&
    before.prompt === after.prompt &&
    before.atMs === after.atMs &&
    toolsBefore === toolsAfter
  )
}

interface Delta {
  readonly rule: number
  readonly key: string
  readonly window: string
  picodollars: bigint
  unpricedCalls: number
  session: string | null
  atMs: number | null
}

/** Calls that are added as one. */
interface Group {
  readonly attribution: number
  /** When the last of them was. */
  atMs: number | null
  picodollars: bigint
  unpricedCalls: number
}

const TOUCH = `
  INSERT INTO spent_touched (rule, key, window, session, at_ms) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (rule, key, window) DO UPDATE SET session = ifnull(excluded.session, session),
    at_ms = max(ifnull(at_ms, excluded.at_ms), ifnull(excluded.at_ms, at_ms))`

/** Collects changes of amounts, and writes them at its end. */
export class SpentSum {
  readonly #entries: SpentEntries
  readonly #names: WindowNames
  readonly #rules: readonly SpentRule[]
  readonly #deltas = new Map<string, Delta>()
  readonly #isByCall: boolean
  readonly #groups = new Map<string, Group>()

  constructor(entries: SpentEntries, names: WindowNames, rules: readonly SpentRule[]) {
    this.#entries = entries
    this.#isByCall = entries.isByCall
    this.#names = names
    this.#rules = rules
  }

  /** Takes a call in (`sign` 1) or out (−1). */
  addCall(row: CallRow, tools: readonly ToolUse[], sign: 1 | -1): void {
    const {attribution, rate, prompt, usage, atMs} = row
    const {picodollars, unpriced} = this.#entries.cost(rate, usage)
    const money = sign < 0 ? -picodollars : picodollars
    if (this.#isByCall || this.#entries.isSplit(attribution)) {
      const shares = this.#entries.ofCall({attribution, rate, prompt, tools: tools.map(({name}) => name)})
      return this.add(shares, {attribution, atMs}, money, unpriced ? sign : 0)
    }
    const group = this.#group(attribution, atMs)
    group.picodollars += money
    group.unpricedCalls += unpriced ? sign : 0
    if (atMs !== null && atMs > group.atMs!) group.atMs = atMs
  }

  /** Calls of one attribution and quarter of an hour fall under the same rules and windows: they are added as one. */
  #group(attribution: number, atMs: number | null): Group {
    const name = `${attribution} ${atMs === null ? '' : bucketOf(atMs)}`
    let group = this.#groups.get(name)
    if (group === undefined) {
      group = {attribution, atMs, picodollars: 0n, unpricedCalls: 0}
      this.#groups.set(name, group)
    }
    return group
  }

  /** Adds money to the windows of its shares. */
  add(
    shares: ReturnType<SpentEntries['ofCall']>,
    {attribution, atMs}: {readonly attribution: number; readonly atMs: number | null},
    picodollars: bigint,
    unpricedCalls: number,
  ): void {
    const {session} = this.#entries.facts(attribution)
    const named = typeof session === 'string' ? session : null
    const sign = picodollars < 0n ? -1n : 1n
    for (const {rule, share} of shares) {
      const money = sign * shareOf(picodollars * sign, share)
      for (const window of this.#names.of(this.#rules[rule]!.window, named, atMs)) {
        const delta = this.#delta(rule, share.key, window)
        delta.picodollars += money
        delta.unpricedCalls += unpricedCalls
        if (atMs !== null && (delta.atMs === null || atMs >= delta.atMs)) {
          delta.atMs = atMs
          delta.session = named
        }
      }
    }
  }

  /** Writes all changes, and notes where a threshold may have been passed; `anew`: anywhere, since amounts begin at nothing. */
  write(database: Database, anew: boolean): void {
    for (const group of this.#groups.values()) {
      this.add(this.#entries.ofCell(group.attribution, 'all'), group, group.picodollars, group.unpricedCalls)
    }
    this.#groups.clear()
    for (const {rule, key, window, picodollars, unpricedCalls, session, atMs} of this.#deltas.values()) {
      if (picodollars === 0n && unpricedCalls === 0) continue
      const spent = addSpent(database, rule, key, window, {picodollars, unpricedCalls})
      if (!anew && isFarFromThresholds(this.#rules[rule]!, spent.picodollars, picodollars)) continue
      database.run(TOUCH, rule, key, window, session, atMs)
    }
  }

  #delta(rule: number, key: string, window: string): Delta {
    const name = `${rule} ${window}${SEPARATOR}${key}`
    let delta = this.#deltas.get(name)
    if (delta === undefined) {
      delta = {rule, key, window, picodollars: 0n, unpricedCalls: 0, session: null, atMs: null}
      this.#deltas.set(name, delta)
    }
    return delta
  }
}

/**
 * Whether a change of an amount passes no threshold, in either direction. Rolling windows change with the time too, and
 * those of sessions are open by their last call: they are always looked at.
 */
function isFarFromThresholds(
  {window, limitPicodollars, thresholds}: SpentRule,
  spent: Picodollars,
  change: Picodollars,
): boolean {
  if (typeof window === 'object' || window === 'session') return false
  return levelOf(spent, limitPicodollars, thresholds) === levelOf(spent - change, limitPicodollars, thresholds)
}

/** Of calls at one moment the last row holds. */
const keepLatestOf = (rows: string): string => `
  INSERT OR FAIL INTO latest (session, agent, at_ms, attribution)
  SELECT session, ifnull(agent, ''), column1, id FROM (${rows}) CROSS JOIN attribution
  WHERE id = column2 AND session IS NOT NULL
  ON CONFLICT (session, agent) DO UPDATE SET at_ms = excluded.at_ms, attribution = excluded.attribution
  WHERE excluded.at_ms >= latest.at_ms`

/** Who called last in each session, by agent: what the next call of the session will most likely be. */
function keepLatest(database: Database, changes: readonly CallChange[]): void {
  const newest = new Map<number, number>()
  for (const {after} of changes) {
    if (after === null || after.atMs === null) continue
    newest.set(after.attribution, Math.max(after.atMs, newest.get(after.attribution) ?? 0))
  }
  const writer = new RowWriter(database, keepLatestOf)
  for (const [attribution, atMs] of [...newest].sort((a, b) => a[1] - b[1])) writer.add([atMs, attribution])
  writer.flush()
}
