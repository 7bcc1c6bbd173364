import {suggest} from '../suggest.ts'
import {CHECK_NAMES, type CheckName} from './check.ts'

/** Why nothing can be checked. */
export type SelectionFault =
  | {readonly code: 'CHECK_UNKNOWN'; readonly name: string; readonly suggestion: string | undefined}
  | {readonly code: 'CHECKS_ALL_SKIPPED'}

/**
 * Which checks are made.
 *
 * @param only - Names, each perhaps a comma list; empty for all.
 * @param skip - Names to leave out, in the same form.
 * @returns The checks in their own order, or the fault: a name that there is not, or nothing left to check.
 */
export function selectChecks(only: readonly string[], skip: readonly string[]): readonly CheckName[] | SelectionFault {
  const [wanted, unwanted] = [names(only), names(skip)]
  const known: readonly string[] = CHECK_NAMES
  const unknown = [...wanted, ...unwanted].find((name) => !known.includes(name))
  if (unknown !== undefined) return {code: 'CHECK_UNKNOWN', name: unknown, suggestion: suggest(unknown, [...known])}
  const selected = CHECK_NAMES.filter(
    (name) => (wanted.length === 0 || wanted.includes(name)) && !unwanted.includes(name),
  )
  return selected.length === 0 ? {code: 'CHECKS_ALL_SKIPPED'} : selected
}

function names(lists: readonly string[]): string[] {
  return lists.flatMap((list) => list.split(',')).flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
}
