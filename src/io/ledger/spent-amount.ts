import type {Spent} from '../../core/budget/verdict.ts'
import {PICODOLLARS_PER_USD, type Picodollars} from '../../core/money/picodollars.ts'
import {integer, type Database, type Row} from './database.ts'

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
  return spentOf(database.get(ADD, rule, key, window, Number(usd), Number(rest), change.unpricedCalls) ?? {})
}

/** What one rule has counted for one key in one window; nothing where there is no entry. */
export function readSpent(database: Database, rule: number, key: string, window: string): Spent {
  const row = database.get(
    'SELECT usd, picodollars, unpriced FROM spent WHERE rule = ? AND key = ? AND window = ?',
    rule,
    key,
    window,
  )
  return row === undefined ? {picodollars: 0n, unpricedCalls: 0} : spentOf(row)
}

/** The sum over windows whose names lie between two, both included. */
export function sumSpent(database: Database, rule: number, key: string, from: string, to: string): Spent {
  const row = database.get(
    'SELECT ifnull(sum(usd), 0) AS usd, ifnull(sum(picodollars), 0) AS picodollars, ifnull(sum(unpriced), 0) AS unpriced ' +
      'FROM spent WHERE rule = ? AND key = ? AND window BETWEEN ? AND ?',
    rule,
    key,
    from,
    to,
  )
  return row === undefined ? {picodollars: 0n, unpricedCalls: 0} : spentOf(row)
}

/** Two amounts together. */
export function plus(a: Spent, b: Spent): Spent {
  return {picodollars: a.picodollars + b.picodollars, unpricedCalls: a.unpricedCalls + b.unpricedCalls}
}

function spentOf(row: Row): Spent {
  const picodollars: Picodollars =
    BigInt(integer(row['usd'])) * PICODOLLARS_PER_USD + BigInt(integer(row['picodollars']))
  return {picodollars, unpricedCalls: integer(row['unpriced'])}
}
