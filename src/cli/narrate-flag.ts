import {Flags} from '@oclif/core'
import type {Answer} from '../core/answer.ts'
import {PechError} from '../core/problem.ts'
import type {Report} from '../core/report/report.ts'
import type {CommonFlags} from './common-flags.ts'
import type {Composition} from './composition.ts'
import type {Look} from './look.ts'
import type {Scope} from './scope.ts'

/** Asks for a paragraph in words. Never from the environment: it costs money. */
export const narrateFlag = Flags.boolean({
  description:
    'With --format html or pdf: have your own claude put the anomalies into a paragraph. It is given figures only; what it costs is shown.',
})

/**
 * Only documents have room for a paragraph, and a PDF needs its file.
 *
 * @throws PechError before anything is asked and paid.
 */
export function checkNarratable(isWanted: boolean, {format, output}: CommonFlags): void {
  if (!isWanted || format === 'html' || (format === 'pdf' && output !== undefined)) return
  throw new PechError('USAGE', '--narrate writes into documents only', 'add --format html or pdf, and --output FILE')
}

/** The answer with a paragraph, if one is wanted. */
export async function withNarration(
  isWanted: boolean,
  ports: Composition,
  found: Look,
  scope: Scope,
  answer: Answer<Report>,
): Promise<Answer<Report>> {
  if (!isWanted) return answer
  const {narrated} = await import('./run-narration.ts')
  return narrated(ports, found, scope, answer)
}
