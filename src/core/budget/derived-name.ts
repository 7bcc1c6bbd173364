import {windowName} from './budget-window.ts'
import type {BudgetRule, MatchTerm} from './budget.ts'

/** What a budget is named when the file does not say: `arm client-x month`, `month each project`. */
export function derivedName(terms: readonly MatchTerm[], {window, each}: Pick<BudgetRule, 'window' | 'each'>): string {
  const words = terms.map(({dimension, patterns}) => `${dimension} ${patterns.join('|')}`)
  return [...words, windowName(window), ...(each === null ? [] : [`each ${each}`])].join(' ')
}
