import type {LedgerPort} from '../app/ports.ts'
import {configFindings, configProblems} from '../app/config/config-problems.ts'
import {rateCardProblems} from '../app/rates/rate-card-problems.ts'
import {countProblems, type Problem, type ProblemCount} from '../core/problem.ts'
import {accessLedger, type LedgerAccess} from '../io/ledger/ledger-access.ts'
import {configWarnings} from '../render/config-finding.ts'
import type {Composition} from './composition.ts'
import {ledgerRules} from './ledger-rules.ts'
import {progressOnStderr} from './progress.ts'

/** The ledger, brought up to date, with what a look-up has to say beside its answer. */
export interface Look {
  readonly ledger: LedgerPort
  readonly access: LedgerAccess
  readonly problems: readonly ProblemCount[]
  /** Lines for stderr. */
  readonly notes: readonly string[]
}

/** Opens the ledger as it is. */
export function openLedgerOf(ports: Composition, options: {replaceDamaged?: boolean} = {}): LedgerAccess {
  return accessLedger({
    path: ports.settings.demo ? ':memory:' : ports.paths.ledger,
    claudeFolders: ports.claudeFolders,
    rules: ledgerRules(ports),
    nowMs: ports.clock(),
    ...options,
  })
}

/** Opens the ledger for a look-up: first it reads what is new in the logs, unless `--no-ingest` says not to. */
export function look(ports: Composition): Look {
  const access = openLedgerOf(ports)
  const found: Problem[] = [...access.problems]
  const notes = configWarnings(configFindings(ports), ports.paths.config)
  if (ports.settings.ingest) {
    const progress = progressOnStderr(!ports.settings.quiet)
    const outcome = access.ingest({onProgress: progress.onProgress})
    progress.clear()
    found.push(...outcome.problems)
    if (outcome.files.seen === 0 && access.reader.isEmpty()) notes.push(...noLogs(ports))
  }
  found.push(...configProblems(ports), ...rateCardProblems(ports.rateCards.inForce(), ports.clock()))
  return {ledger: access.reader, access, problems: allProblems(access.reader, found), notes}
}

/** Problems that the ledger remembers of lines, and those found now. */
export function allProblems(ledger: LedgerPort, found: readonly Problem[]): ProblemCount[] {
  return [...ledger.problems(), ...countProblems(found)].sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** What to say when there is nothing to read. */
export function noLogs(ports: Composition): string[] {
  return [
    `pech: no Claude Code logs found in ${ports.claudeFolders.join(', ')}`,
    'hint: set CLAUDE_CONFIG_DIR to the folder that has `projects` in it, or try `pech report --demo`',
  ]
}
