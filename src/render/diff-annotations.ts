import type {DiffReport} from '../core/diff/diff-report.ts'
import {diffNotes, ruleWords} from './diff-words.ts'
import {phraseText} from './phrase.ts'
import {type Annotation, workflowCommands} from './workflow-command.ts'

/** `pech diff --format github`: an error for each limit that is exceeded, a warning for what could not be judged. */
export function diffAnnotations(report: DiffReport): string {
  const errors = report.gate.rules
    .filter(({tripped}) => tripped)
    .map((rule): Annotation => ({level: 'error', title: 'pech: cost limit', message: phraseText(ruleWords(rule))}))
  const warnings = diffNotes(report).map((note): Annotation => ({
    level: 'warning',
    title: 'pech: cost',
    message: phraseText(note),
  }))
  return workflowCommands([...errors, ...warnings])
}
