import {parseWindow, WINDOW_EXPECTED} from '../core/budget/budget-window.ts'
import {PechError} from '../core/problem.ts'
import type {BudgetFields} from '../io/budgets/edit-budgets.ts'

/** What `pech budget set` was told. */
export interface BudgetFlags {
  readonly name?: string | undefined
  readonly limits: Readonly<Record<string, string | undefined>>
  readonly match: Readonly<Record<string, readonly string[] | undefined>>
  readonly each?: string | undefined
  readonly window?: string | undefined
  readonly limit?: string | undefined
  readonly 'hard-stop': boolean
  readonly alert: boolean
  readonly 'grace-pct'?: string | undefined
}

/** The fields of a budget from the flags: one amount, over one window. */
export function budgetFields(flags: BudgetFlags): BudgetFields {
  const given = Object.entries(flags.limits).filter(([, amount]) => amount !== undefined)
  if (flags.limit !== undefined && flags.window !== undefined) given.push([flags.window, flags.limit])
  const [first, second] = given
  if (first === undefined || second !== undefined || first[1] === undefined) {
    throw new PechError('USAGE', 'a budget has one limit', 'such as --month 50, or --limit 20 --window 5h')
  }
  const [window, amount] = first
  if (parseWindow(window) === null)
    throw new PechError('USAGE', `--window ${window} is none`, `expected ${WINDOW_EXPECTED}`)
  const match = Object.fromEntries(
    Object.entries(flags.match).flatMap(([dimension, patterns]) =>
      patterns === undefined || patterns.length === 0
        ? []
        : [[dimension, patterns.length === 1 ? patterns[0] : patterns]],
    ),
  )
  const words = Object.entries(match).map(([dimension, patterns]) => `${dimension} ${[patterns].flat().join('|')}`)
  const name = flags.name ?? [...words, window, ...(flags.each === undefined ? [] : [`each ${flags.each}`])].join(' ')
  return {
    name,
    ...(Object.keys(match).length === 0 ? {} : {match}),
    ...(flags.each === undefined ? {} : {each: flags.each}),
    window,
    limit_usd: Number(amount),
    on_breach: flags['hard-stop'] ? 'hard_stop' : flags.alert ? 'alert' : 'warn',
    ...(flags['grace-pct'] === undefined ? {} : {grace_pct: Number(flags['grace-pct'])}),
  }
}
