import {visible} from './visible.ts'

/** A message that GitHub shows with the job, and beside the change. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

/** GitHub shows so many of each level per step. */
const MOST_ANNOTATIONS = 10

/**
 * Annotations as workflow commands, one per line, errors first, at most ten in all. No title or message can begin another command.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function workflowCommands(annotations: readonly Annotation[]): string {
  const inOrder = LEVELS.flatMap((level) => annotations.filter((annotation) => annotation.level === level))
  const left = inOrder.length - MOST_ANNOTATIONS
  const shown = left > 0 ? [...inOrder.slice(0, MOST_ANNOTATIONS - 1), more(left + 1)] : inOrder
  return shown.map(({level, title, message}) => `::${level} title=${property(title)}::${data(message)}\n`).join('')
}

const LEVELS = ['error', 'warning', 'notice'] as const

function more(count: number): Annotation {
  return {level: 'notice', title: 'pech', message: `${count} more findings: see the job summary.`}
}

function data(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('##[', '## [')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
