import type {Answer} from '../core/answer.ts'
import type {BudgetCheck} from '../core/budget/budget-check.ts'
import type {HookAnswer} from '../core/budget/hook-answer.ts'
import {PechError} from '../core/problem.ts'
import {writeJson} from './json.ts'
import {checkAsJson, checkAsText, findingLine, verdictReason} from './plain-gate.ts'
import {hookOutput, type HookOutput} from './plain-hook.ts'
import {visible} from './visible.ts'

/** The words of the gate, the same at both doors. */
export interface PlainWords {
  check(report: BudgetCheck, form: 'text' | 'json'): string
  checkNotes(answer: Answer<BudgetCheck>): string
  hook(answer: HookAnswer): HookOutput
  failure(error: unknown, json: boolean): HookOutput
}

/** @param home - The user's home folder, shown as `~`. */
export function plainWords(home: string): PlainWords {
  const showPath = (path: string) =>
    home !== '' && (path.startsWith(`${home}/`) || path.startsWith(`${home}\\`)) ? `~${path.slice(home.length)}` : path
  return {
    check: (report, form) => (form === 'json' ? checkAsJson(report, showPath) : checkAsText(report, showPath)),
    checkNotes({report, exitCode, notes = []}) {
      const {judgement, budgets, findings, file} = report
      const reason = exitCode === 2 ? [`pech: ${verdictReason(judgement, budgets, showPath(file))}\n`] : []
      return [...reason, ...notes.map((note) => `${visible(note)}\n`), findingLine(findings, showPath(file))].join('')
    },
    hook: (answer) => hookOutput(answer, showPath),
    failure,
  }
}

/** One line on stderr; under `--json` the object that all commands print. */
function failure(error: unknown, json: boolean): HookOutput {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ')
  if (!json) return {stdout: '', stderr: `pech: ${visible(message)}\n`}
  const {code, hint} = error instanceof PechError ? error : {code: 'INTERNAL', hint: undefined}
  return {stdout: writeJson({schema: 'pech/error@1', error: {code, message, hint: hint ?? null}}), stderr: ''}
}
