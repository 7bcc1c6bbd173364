import type {Reported} from '../answer.ts'
import {EXIT, type ExitCode} from '../exit.ts'
import type {Check, CheckStatus} from './check.ts'

/** The answer of `pech health`. */
export interface HealthReport extends Reported {
  readonly generatedAtMs: number
  /** At least one. */
  readonly checks: readonly Check[]
  readonly verdict: CheckStatus
}

/** From the worst on; not knowing is better than a warning, and worse than a pass. */
const WORST_FIRST = ['fail', 'warn', 'unknown'] as const

/** @returns The worst status of all checks; `pass` of none. */
export function healthVerdict(checks: readonly Check[]): CheckStatus {
  return WORST_FIRST.find((status) => checks.some((check) => check.status === status)) ?? 'pass'
}

/**
 * @param strict - Whether a check that could not be judged counts.
 * @returns 2 if any check fails; 1 under `strict` if none fails and one is unknown; else 0.
 */
export function healthExitCode(checks: readonly Check[], strict: boolean): ExitCode {
  if (checks.some(({status}) => status === 'fail')) return EXIT.gateSaysNo
  return strict && checks.some(({status}) => status === 'unknown') ? EXIT.couldNot : EXIT.ok
}
