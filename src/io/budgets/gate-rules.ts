import type {Location} from '../../core/attribution/facts.ts'
import type {Config} from '../../core/config/config.ts'
import {createPricer, type Pricer} from '../../core/rates/pricer.ts'
import {attributionRules} from '../config/attribution-rules.ts'
import {text, textOrNull, type Database} from '../ledger/database.ts'
import type {LedgerRules} from '../ledger/ledger.ts'
import {locate} from '../locate.ts'
import type {Paths} from '../paths.ts'
import {loadRateCard} from '../rate-card/load-rate-card.ts'

/** What decides prices and attribution, as far as a hook needs it: each part is made when it is first asked for. */
export class GateRules {
  readonly #database: Database
  readonly #paths: Paths
  readonly #made: ReturnType<typeof attributionRules>
  #pricer: Pricer | undefined

  constructor(database: Database, config: Pick<Config, 'arms' | 'roles'>, home: string, paths: Paths) {
    this.#database = database
    this.#paths = paths
    this.#made = attributionRules(config, home, {familyOf: (model) => this.#prices().familyOf(model)})
  }

  /** The fingerprints are left empty: a hook follows the rules, and leaves what is stored to the next ingest. */
  ledgerRules(): LedgerRules {
    return {
      pricer: {
        price: (usage) => this.#prices().price(usage),
        familyOf: (model) => this.#prices().familyOf(model),
      },
      cardFingerprint: '',
      attribution: this.#made.rules,
      attributionFingerprint: '',
      locate,
    }
  }

  /** The arm and project of a working directory. */
  place(cwd: string): {readonly arm: string; readonly project: string} {
    const location = this.#location(cwd)
    return {arm: this.#made.rules.arm(cwd, location), project: location.project}
  }

  #location(cwd: string): Location {
    const row = this.#database.get('SELECT project, remote FROM location WHERE cwd = ?', cwd)
    return row === undefined ? locate(cwd) : {project: text(row['project']), remote: textOrNull(row['remote'])}
  }

  #prices(): Pricer {
    this.#pricer ??= createPricer(loadRateCard(this.#paths).card)
    return this.#pricer
  }
}
