import {Flags} from '@oclif/core'
import {PechError} from '../core/problem.ts'
import type {CommonFlags} from './common-flags.ts'

/** Spans up to now, beside the period of the report. */
export const windowsFlag = Flags.string({
  description: 'Beside each row: its cost in the last so much time, such as 1h,24h,7d.',
  helpValue: 'SPAN[,SPAN]',
})

/**
 * The spans that are asked for.
 *
 * @throws PechError for a form of the answer that has no room for them.
 */
export function windowsOf(flag: string | undefined, {format}: CommonFlags): string[] {
  if (flag === undefined) return []
  if (format === 'table' || format === 'json' || format === 'csv') return flag.split(',').map((span) => span.trim())
  throw new PechError('USAGE', `--windows has no ${format} form`, 'leave --format out, or take json or csv')
}
