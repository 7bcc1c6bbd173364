import {CHECK_NAMES} from '../core/health/check.ts'
import {PechError} from '../core/problem.ts'
import {suggest} from '../core/suggest.ts'
import {ackFinding, knownFindings} from '../io/ledger/health-findings.ts'
import type {HealthAck} from '../render/health-ack.ts'
import type {Composition} from './composition.ts'
import {openLedgerOf} from './look.ts'

/** Silences a finding for some days. A check's name alone stands for its finding of that name, reported or not. */
export function runAck(ports: Composition, id: string, days: number): HealthAck {
  const {ledger} = openLedgerOf(ports)
  const known = [...knownFindings(ledger.database).keys()]
  const names: readonly string[] = CHECK_NAMES
  if (!known.includes(id) && !names.includes(id.split(':')[0] ?? '')) {
    const near = suggest(id, [...known, ...names])
    const hint = near === undefined ? `give a check (${names.join(', ')}) or check:name` : `did you mean ${near}?`
    throw new PechError('FINDING_UNKNOWN', `no check or finding is called '${id}'`, hint)
  }
  const nowMs = ports.clock()
  const untilMs = nowMs + days * 86_400_000
  ackFinding(ledger.database, id, untilMs)
  return {generatedAtMs: nowMs, id, untilMs, problems: []}
}
