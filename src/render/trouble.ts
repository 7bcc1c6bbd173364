import type {ProblemCount} from '../core/problem.ts'
import {phraseText} from './phrase.ts'
import {problemPhrase} from './problem.ts'
import {styled} from './style.ts'

/** Problems as lines for stderr, one each: `warning: 3 lines skipped: …`. Empty for none. */
export function problemsAsText(problems: readonly ProblemCount[], color: boolean): string {
  return problems
    .map((problem) => `${styled('warning:', 'warning', color)} ${phraseText(problemPhrase(problem))}\n`)
    .join('')
}
