import type {VerifyReport} from '../core/report/verify-report.ts'
import {counted} from './count.ts'
import {timestamp} from './moment.ts'
import type {RenderOptions} from './options.ts'
import {styled} from './style.ts'
import {problemFields} from './totals-json.ts'
import {visible} from './visible.ts'

/** `pech verify --json`. */
export function verifyJson({generatedAtMs, calls, findings, problems}: VerifyReport): object {
  return {
    schema: 'pech/verify@1',
    generatedAt: timestamp(generatedAtMs),
    problems: problemFields(problems),
    calls,
    checks: findings.map(({name, claim, faults, first, note}) => ({
      name,
      status: faults === 0 ? 'pass' : 'fail',
      claim,
      faults,
      first: first ?? null,
      note: note ?? null,
    })),
    verdict: findings.every(({faults}) => faults === 0) ? 'pass' : 'fail',
  }
}

/** `pech verify` for people. */
export function verifyText({calls, findings}: VerifyReport, {unicode, color}: RenderOptions): string {
  const [good, bad] = unicode ? ['✓', '✗'] : ['ok', 'NO']
  const lines = findings.map(({claim, faults, first, note}) => {
    const trouble =
      faults === 0 ? '' : `: ${counted(faults, 'fault')}${first === undefined ? '' : `, first ${visible(first)}`}`
    return `${faults === 0 ? styled(good, 'accent', color) : styled(bad, 'failure', color)} ${claim}${trouble}${note === undefined ? '' : ` (${note})`}`
  })
  return `${lines.join('\n')}\n${counted(calls, 'call')} looked at.\n`
}
