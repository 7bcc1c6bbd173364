import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {PechError} from '../core/problem.ts'
import {readBudgets} from '../io/budgets/budgets-file.ts'
import {discoverLogs} from '../io/log-files/discover.ts'
import {thisMachineText, type MachineFacts} from '../render/this-machine.ts'
import {compose, type Composition} from './composition.ts'
import {hooksInstalled} from './hooks-installed.ts'
import {openLedgerOf} from './look.ts'

/** How pech stands on this machine and what to do next, for `pech` alone. Nothing is read into the ledger, nothing is written. */
export function thisMachine(env: Composition['settings']['env']): string {
  const ports = compose({env, timezone: undefined, ingest: false, quiet: true, demo: false})
  const {home} = ports.surroundings
  try {
    return thisMachineText(factsOf(ports), {home, timezone: ports.zone.name})
  } catch (error) {
    // Here pech introduces itself: what is broken is said, and is no failure.
    if (error instanceof PechError) return `\nOn this machine\n  ${error.message}\n${error.hint ?? ''}\n`
    throw error
  }
}

function factsOf(ports: Composition): MachineFacts {
  const {files} = discoverLogs(ports.claudeFolders.map((folder) => join(folder, 'projects')))
  const {budgets} = readBudgets(ports.paths.budgets)
  const hooks = hooksInstalled(ports)
  return {
    logFolders: ports.claudeFolders,
    logs: files.length,
    ledger: existsSync(ports.paths.ledger) ? ledgerFacts(ports) : null,
    budgets: budgets.rules.length,
    hasHooks: 'missing' in hooks && hooks.missing.length === 0,
  }
}

function ledgerFacts(ports: Composition): MachineFacts['ledger'] {
  const {ledger, close} = openLedgerOf(ports)
  const row = ledger.database.get('SELECT count(*) AS calls, max(at_ms) AS last FROM call')
  close()
  const last = Number(row?.['last'] ?? 0)
  return {calls: BigInt(Number(row?.['calls'] ?? 0)), lastAtMs: last === 0 ? null : last}
}
