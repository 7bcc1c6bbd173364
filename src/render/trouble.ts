import type {PechError, ProblemCount} from '../core/problem.ts'
import {writeJson} from './json.ts'
import {phraseText} from './phrase.ts'
import {problemPhrase} from './problem.ts'
import {styled} from './style.ts'
import {visible} from './visible.ts'

/** Problems as lines for stderr, one each: `warning: 3 lines skipped: …`. Empty for none. */
export function problemsAsText(problems: readonly ProblemCount[], color: boolean): string {
  return problems
    .map((problem) => `${styled('warning:', 'warning', color)} ${phraseText(problemPhrase(problem))}\n`)
    .join('')
}

/** Why pech could not do it, and what to do: two lines for stderr. */
export function errorAsText(error: Pick<PechError, 'message' | 'hint'>, color: boolean): string {
  const hint = error.hint === undefined ? '' : `${styled('hint:', 'dim', color)} ${visible(error.hint)}\n`
  return `${styled('pech:', 'bold', color)} ${visible(error.message)}\n${hint}`
}

/** The same for machines, on stdout. */
export function errorAsJson({code, message, hint}: Pick<PechError, 'code' | 'message' | 'hint'>): string {
  return writeJson({schema: 'pech/error@1', error: {code, message, hint: hint ?? null}})
}
