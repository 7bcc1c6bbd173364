import type {BudgetRule} from '../../core/budget/budget.ts'
import {windowName} from '../../core/budget/budget-window.ts'
import {thresholdCrossings} from '../../core/budget/threshold-crossings.ts'
import {toUsd} from '../../core/money/picodollars.ts'
import {formatTimestamp} from '../../core/time/format-timestamp.ts'
import {integer, integerOrNull, text, textOrNull, type Database} from './database.ts'
import {recordEvent} from './events.ts'
import type {Book} from './spent-book.ts'
import {SpentNow} from './spent-reader.ts'
import {openWindow, SESSION_OPEN_MS} from './spent-windows.ts'

/** A threshold that was passed just now. */
export interface Crossed {
  readonly rule: BudgetRule
  readonly key: string
  readonly window: string
  readonly threshold: number
  readonly spentPicodollars: bigint
}

interface Touched {
  readonly rule: number
  readonly key: string
  readonly window: string
  readonly session: string | null
  readonly atMs: number | null
}

/**
 * Looks at all amounts that changed since the last time, and records an event for each threshold that was passed: once per
 * threshold, rule, key and window, whoever looks and however often. Windows that are over are left alone.
 *
 * @param spent - Nothing was asked of it before: its answers must be of now.
 * @returns What was passed just now.
 */
export function settleCrossings(
  database: Database,
  book: Book,
  nowMs: number,
  spent = new SpentNow(database, book, nowMs),
): Crossed[] {
  const settled = (): Crossed[] | undefined =>
    database.getList('SELECT 1 FROM spent_touched LIMIT 1') === undefined ? [] : undefined
  // and asked again while others write: of hooks that come at once, one settles for all
  return settled() ?? database.transaction(() => settleTouched(database, {book, nowMs, spent}), settled)
}

interface Moment {
  readonly book: Book
  readonly nowMs: number
  readonly spent: SpentNow
}

function settleTouched(database: Database, moment: Moment): Crossed[] {
  const {book, nowMs} = moment
  const touched = database
    .allLists('SELECT rule, key, window, session, at_ms FROM spent_touched')
    .map(([rule, key, window, session, atMs]): Touched => ({
      rule: integer(rule),
      key: text(key),
      window: text(window),
      session: textOrNull(session),
      atMs: integerOrNull(atMs),
    }))
  database.run('DELETE FROM spent_touched')
  const seen = new Set<string>()
  return touched.flatMap((one) => {
    const rule = book.budgets.rules[one.rule]
    if (rule === undefined) return []
    const {label} = openWindow(rule.window, one.window, nowMs, book.settings)
    const name = `${one.rule} ${label} ${one.key}`
    if (seen.has(name) || !isOpen(rule, one, label, nowMs)) return []
    seen.add(name)
    return crossingsOf(database, moment, rule, {...one, window: label})
  })
}

function isOpen(rule: BudgetRule, {window, atMs}: Touched, label: string, nowMs: number): boolean {
  if (rule.window === 'session') return atMs !== null && atMs >= nowMs - SESSION_OPEN_MS
  return typeof rule.window === 'object' || window === label
}

function crossingsOf(database: Database, moment: Moment, rule: BudgetRule, place: Touched): Crossed[] {
  const {nowMs} = moment
  const {key, window} = place
  const session = rule.window === 'session' ? window : place.session
  const spent = moment.spent.of(place.rule, key, window).picodollars
  const rows = database.allLists(
    'SELECT threshold FROM crossing WHERE rule = ? AND key = ? AND window = ? AND marked = 1',
    rule.name,
    key,
    window,
  )
  const marked = new Set(rows.map(([threshold]) => Number(threshold)))
  const {fired, rearmed} = thresholdCrossings(spent, rule.limitPicodollars, rule.thresholds, marked)
  for (const threshold of rearmed) {
    database.run(
      'UPDATE crossing SET marked = 0 WHERE rule = ? AND key = ? AND window = ? AND threshold = ?',
      rule.name,
      key,
      window,
      threshold,
    )
  }
  return fired.map((threshold) => {
    const times = mark(database, rule.name, place, threshold)
    const limit = toUsd(rule.limitPicodollars)
    recordEvent(database, nowMs, {
      event: 'pech.budget.threshold.crossed',
      dedupeKey: JSON.stringify(['budget', rule.name, key, window, threshold, times]),
      payload: {
        scope: windowName(rule.window),
        scope_key: window,
        budget: rule.name,
        key: rule.each === null ? null : key,
        threshold: threshold / 100,
        ceiling_usd: limit,
        current_usd: toUsd(spent),
        ratio: toUsd(spent) / limit,
        session_id: session,
        action: rule.onBreach,
        crossed_at: formatTimestamp(nowMs),
      },
    })
    return {rule, key, window, threshold, spentPicodollars: spent}
  })
}

/** Marks a threshold as reported. @returns How often it was by now. */
function mark(database: Database, rule: string, {key, window}: Touched, threshold: number): number {
  const row = database.get(
    'INSERT INTO crossing (rule, key, window, threshold, times, marked) VALUES (?, ?, ?, ?, 1, 1) ' +
      'ON CONFLICT (rule, key, window, threshold) DO UPDATE SET times = times + 1, marked = 1 RETURNING times',
    rule,
    key,
    window,
    threshold,
  )
  return integer(row?.['times'])
}
