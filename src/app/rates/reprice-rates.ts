import type {Answer} from '../../core/answer.ts'
import {PechError, type ProblemCount} from '../../core/problem.ts'
import type {Repricing} from '../../core/rates/repricing.ts'
import type {RatesRepriced} from '../../core/rates/update/rates-updated.ts'
import {MOMENT_EXPECTED, parseMoment} from '../../core/time/moment.ts'

/** What moving prices needs from outside. */
export interface RepricePorts {
  readonly clock: () => number
  readonly zone: {readonly name: string}
  reprice(request: {fromMs: number; nowMs: number; dryRun: boolean}): {
    repricing: Repricing
    problems: readonly ProblemCount[]
  }
}

/**
 * Prices the calls from a moment on again, by the card in force: the only way in which a priced call moves.
 *
 * @throws PechError `USAGE` for a `from` that is no moment.
 */
export function repriceRates(ports: RepricePorts, wanted: {from: string; dryRun: boolean}): Answer<RatesRepriced> {
  const nowMs = ports.clock()
  const fromMs = parseMoment(wanted.from, nowMs, ports.zone.name)
  if (fromMs === null) throw new PechError('USAGE', `--from ${wanted.from} is no moment`, `expected ${MOMENT_EXPECTED}`)
  const {repricing, problems} = ports.reprice({fromMs, nowMs, dryRun: wanted.dryRun})
  return {report: {command: 'reprice', generatedAtMs: nowMs, fromMs, dryRun: wanted.dryRun, repricing, problems}}
}
