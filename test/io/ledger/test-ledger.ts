import {armFinder} from '../../../src/core/attribution/arm.ts'
import {foldWorktree} from '../../../src/core/attribution/project.ts'
import {createPricer} from '../../../src/core/rates/pricer.ts'
import {Ledger, type LedgerRules} from '../../../src/io/ledger/ledger.ts'
import {openLedger} from '../../../src/io/ledger/open-ledger.ts'
import {ingestLogs, type IngestOutcome} from '../../../src/io/log-files/ingest-logs.ts'
import {loadBuiltInCard} from '../../../src/io/rate-card/load-rate-card.ts'

/** Rules that look at nothing on this machine: list prices, and a directory's project follows from its path alone. */
export function plainRules(): LedgerRules {
  const {card, fingerprint} = loadBuiltInCard()
  const pricer = createPricer(card)
  return {
    pricer,
    cardFingerprint: fingerprint,
    attribution: {arm: armFinder([], null), role: () => null, family: (model) => pricer.familyOf(model)},
    attributionFingerprint: 'plain',
    locate: (cwd) => ({project: foldWorktree(cwd), remote: null}),
  }
}

/** A ledger with plain rules, in memory unless a file is named. */
export function openTestLedger(path = ':memory:', rules = plainRules()): Ledger {
  return new Ledger(openLedger(path).database, rules)
}

/** Ingests all logs below a folder. */
export function ingestFolder(ledger: Ledger, folder: string, full = false): IngestOutcome {
  return ingestLogs(ledger, {places: [folder], everything: true, full})
}
