import type {Spent} from '../../core/budget/verdict.ts'
import {PICODOLLARS_PER_USD, type Picodollars} from '../../core/money/picodollars.ts'
import {integer, type Database} from './database.ts'

/** Adds to an amount. Whole dollars and the rest stand in columns of their own, so that no sum passes 2^53. */
const ADD = `
  INSERT INTO spent (rule, key, window, usd, picodollars, unpriced) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (rule, key, window) DO UPDATE SET
    usd = usd + excluded.usd + (picodollars + excluded.picodollars) / ${PICODOLLARS_PER_USD},
    picodollars = (picodollars + excluded.picodollars) % ${PICODOLLARS_PER_USD},
    unpriced = unpriced + excluded.unpriced
  RETURNING usd, picodollars, unpriced`

/** Adds to what one rule has counted for one key in one window; the change may be negative. @returns What it has counted now. */
export function addSpent(database: Database, rule: number, key: string, window: string, change: Spent): Spent {
  const rest = ((change.picodollars % PICODOLLARS_PER_USD) + PICODOLLARS_PER_USD) % PICODOLLARS_PER_USD
  const usd = (change.picodollars - rest) / PICODOLLARS_PER_USD
  return spentOf(database.getList(ADD, rule, key, window, Number(usd), Number(rest), change.unpricedCalls))
}

/** What one rule has counted for one key in one window; nothing where there is no entry. */
export function readSpent(database: Database, rule: number, key: string, window: string): Spent {
  return spentOf(
    database.getList(
      'SELECT usd, picodollars, unpriced FROM spent WHERE rule = ? AND key = ? AND window = ?',
      rule,
      key,
      window,
    ),
  )
}

/** The sum over windows whose names lie between two, both included. */
export function sumSpent(database: Database, rule: number, key: string, from: string, to: string): Spent {
  return spentOf(
    database.getList(
      'SELECT ifnull(sum(usd), 0), ifnull(sum(picodollars), 0), ifnull(sum(unpriced), 0) FROM spent ' +
        'WHERE rule = ? AND key = ? AND window BETWEEN ? AND ?',
      rule,
      key,
      from,
      to,
    ),
  )
}

/** Two amounts together. */
export function plus(a: Spent, b: Spent): Spent {
  return {picodollars: a.picodollars + b.picodollars, unpricedCalls: a.unpricedCalls + b.unpricedCalls}
}

/** Whole dollars, the rest in picodollars, and calls without a price. */
function spentOf(row: readonly unknown[] | undefined): Spent {
  if (row === undefined) return {picodollars: 0n, unpricedCalls: 0}
  const [usd, rest, unpricedCalls] = row
  const picodollars: Picodollars = BigInt(integer(usd)) * PICODOLLARS_PER_USD + BigInt(integer(rest))
  return {picodollars, unpricedCalls: integer(unpricedCalls)}
}
