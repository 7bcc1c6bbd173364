import {shortId} from '../attribution/short-id.ts'
import {windowName} from './budget-window.ts'
import {derivedName} from './derived-name.ts'
import type {BudgetRule, BudgetWindowKind} from './budget.ts'

/** What of a budget its label is made of. */
export type LabelledRule = Pick<BudgetRule, 'name' | 'alternatives' | 'each' | 'window'>

/**
 * What a budget is called wherever people read of it: whose it is and over what it counts, `arm "client-x" this month`; a name
 * that the file gives it follows, `arm "client-x" this month (October offer)`.
 *
 * @param rule - As it was understood.
 * @param key - The value of `each`; without `each` it says nothing.
 * @returns Names in it come as they are: not yet safe to show.
 */
export function budgetLabel(rule: LabelledRule, key: string): string {
  const {name, alternatives, each, window} = rule
  const terms = alternatives.slice(0, 1).flat()
  const isSaid = name === derivedName(terms, rule) || (terms.length === 0 && each === null)
  return `${budgetSubject(rule, key)} ${budgetPeriod(window)}${isSaid ? '' : ` (${name})`}`
}

/** Whose a budget is: `arm "client-x"`, with all that it is narrowed to; a budget of everything is called by its name. */
export function budgetSubject({name, alternatives, each}: Omit<LabelledRule, 'window'>, key: string): string {
  const terms = alternatives
    .slice(0, 1)
    .flat()
    .filter(({dimension}) => dimension !== each)
    .map(({dimension, patterns}) => `${dimension} ${patterns.map(quoted).join(' or ')}`)
  const parts = each === null ? terms : [`${each} ${quoted(shortId(key))}`, ...terms]
  return parts.length === 0 ? `budget ${quoted(name)}` : parts.join(', ')
}

/** Over what a budget counts: `this month`, `in the last 5h`. */
export function budgetPeriod(window: BudgetWindowKind): string {
  if (window === 'session') return 'in this session'
  if (window === 'day') return 'today'
  return typeof window === 'object' ? `in the last ${windowName(window)}` : `this ${window}`
}

function quoted(text: string): string {
  return `"${text}"`
}
