import {namedSessions} from '../app/find-session.ts'
import type {LedgerPort} from '../app/ports.ts'
import {PechError} from '../core/problem.ts'
import {createPricer} from '../core/rates/pricer.ts'
import {attributionRules} from '../io/config/attribution-rules.ts'
import {accessLedger} from '../io/ledger/ledger-access.ts'
import {loadBuiltInCard} from '../io/rate-card/load-rate-card.ts'
import {locate} from '../io/locate.ts'
import {callLine} from '../render/call-line.ts'
import {seedRow} from '../render/seed-row.ts'
import {visible} from '../render/visible.ts'
import type {Composition} from './composition.ts'
import type {Scope} from './scope.ts'

/** Lines for the calls of a ledger, in order of time. */
export function* catLedger(ledger: LedgerPort, {period, filters}: Scope, seedFormat: boolean): Generator<string> {
  const line = seedFormat ? seedRow : callLine
  for (const call of ledger.calls({bounds: period, filters: namedSessions(ledger, filters)})) yield line(call)
}

/**
 * Lines for the calls of log files, in order of time: plumbing, so neither configuration nor ledger has a say. That there are
 * none is said on stderr.
 */
export function* catLog(ports: Composition, paths: readonly string[]): Generator<string> {
  if (paths.length === 0) throw new PechError('USAGE', 'no file given', 'give transcripts, or folders of them')
  const inForce = loadBuiltInCard()
  const pricer = createPricer(inForce.card)
  const {rules} = attributionRules({arms: [], roles: []}, ports.surroundings.home, pricer)
  const access = accessLedger({
    path: ':memory:',
    claudeFolders: [],
    nowMs: 0,
    rules: {
      pricer,
      cardFingerprint: inForce.fingerprint,
      attribution: rules,
      attributionFingerprint: 'default',
      locate,
    },
  })
  access.ingest({paths})
  if (access.reader.isEmpty() && !ports.settings.quiet) {
    process.stderr.write(`pech: no calls in ${paths.map(visible).join(', ')}\n`)
  }
  for (const call of access.reader.calls({bounds: {fromMs: null, toMs: null}, filters: []})) yield callLine(call)
}
