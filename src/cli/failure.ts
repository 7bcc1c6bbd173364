import {PechError} from '../core/problem.ts'
import {styled} from '../render/style.ts'
import {visible} from '../render/visible.ts'
import {plainSentence} from './usage-error.ts'

/** A failure as data: what the error JSON holds and the words on stderr say. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly hint: string | undefined
}

/**
 * What went wrong, in one sentence and a way on. A `PechError` says it itself; what the flag parser throws is usage;
 * anything else is a fault of pech.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof PechError) return {code: error.code, message: error.message, hint: error.hint}
  if (!(error instanceof Error)) return {code: 'INTERNAL', message: String(error), hint: undefined}
  if (isBeyondIntegers(error)) {
    return {
      code: 'TOKENS_BEYOND_COUNTING',
      message: 'the logs name more tokens than can be added up: over 9 × 10^18 together',
      hint: 'no real log counts so many: a transcript with counts of 15 digits or more is damaged or made up; move it away',
    }
  }
  if (isUsage(error)) {
    return {code: 'USAGE', message: plainSentence(error.message), hint: 'see `pech help`'}
  }
  return {
    code: systemCode(error) ?? 'INTERNAL',
    message: error.message || error.name,
    hint: systemCode(error)
      ? undefined
      : 'this is a fault of pech: run again with PECH_DEBUG=1 and report what it prints',
  }
}

/** The block on stderr, in git's manner. */
export function failureAsText({message, hint}: Failure, color = false): string {
  const lines = message.split('\n').map(visible)
  const further = hint === undefined ? '' : `${styled('hint:', 'warning', color)} ${visible(hint)}\n`
  return `${styled('pech:', 'failure', color)} ${lines.join('\n      ')}\n${further}`
}

/** The object on stdout under `--json`. */
export function failureAsJson({code, message, hint}: Failure): object {
  return {schema: 'pech/error@1', error: {code, message, hint: hint ?? null}}
}

/** What SQLite says of a sum that its 64 bits cannot hold, on reading and on writing. */
function isBeyondIntegers({message}: Error): boolean {
  return (
    message === 'integer overflow' ||
    /^cannot store REAL value in INTEGER|^BigInt value is too large to bind/.test(message)
  )
}

/** oclif marks every error of its parser with `oclif`. */
function isUsage(error: Error): boolean {
  return 'oclif' in error
}

/** `ENOSPC` and its like; Node's own `ERR_…` codes are faults of the program. */
function systemCode(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? code : undefined
}
