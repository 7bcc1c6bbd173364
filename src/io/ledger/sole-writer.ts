import {integer, type Database} from './database.ts'

const IS_EMPTY = `
  SELECT NOT EXISTS (SELECT 1 FROM call) AND NOT EXISTS (SELECT 1 FROM evidence) AND NOT EXISTS (SELECT 1 FROM attribution)
    AND NOT EXISTS (SELECT 1 FROM prompt) AND NOT EXISTS (SELECT 1 FROM tool) AND NOT EXISTS (SELECT 1 FROM profile) AS is_empty`

/**
 * Tells whether all that the ledger holds was posted through this connection since it held nothing. Then what has been
 * remembered of it is complete, and nothing must be looked up: a first ingest.
 */
export class SoleWriter {
  readonly #database: Database
  #version: number | null = null
  /** Once another one has written, it never is again. */
  #mayBeSole = true

  constructor(database: Database) {
    this.#database = database
  }

  /** Call at the start of a write transaction, which keeps other writers out until its end. */
  begin(): boolean {
    if (!this.#mayBeSole) return false
    const isFirst = this.#version === null
    this.#mayBeSole = isFirst ? this.#holdsNothing() : this.#version === this.#dataVersion()
    if (isFirst && this.#mayBeSole) this.#version = this.#dataVersion()
    return this.#mayBeSole
  }

  /** SQLite's count of commits by other connections, as this one sees it. */
  #dataVersion(): number {
    return integer(this.#database.getList('PRAGMA data_version')?.[0])
  }

  /** Nearly every ledger has a source, which is told sooner than the rest. */
  #holdsNothing(): boolean {
    const source = this.#database.getList('SELECT 1 FROM source LIMIT 1')
    return source === undefined && this.#database.get(IS_EMPTY)?.['is_empty'] === 1
  }
}
