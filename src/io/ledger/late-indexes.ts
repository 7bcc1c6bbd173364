import {text, type Database} from './database.ts'

/** Indexes of `call` that posting does without, as long as it remembers all that it posted. */
const LATE = ['call_at', 'call_hash']

/**
 * Indexes that a transaction leaves out, and makes at its end: sorting all at once takes a third of the time. Others see
 * them before and after; whatever ends the transaction earlier takes both back.
 */
export class LateIndexes {
  readonly #database: Database
  #missing: readonly string[] = []

  constructor(database: Database) {
    this.#database = database
  }

  /** Call within a transaction that will end with {@link make}. */
  leaveOut(): void {
    const rows = LATE.map((name) => this.#database.get('SELECT sql FROM sqlite_master WHERE name = ?', name))
    this.#missing = rows.map((row) => text(row?.['sql']))
    for (const name of LATE) this.#database.connection.exec(`DROP INDEX ${name}`)
  }

  make(): void {
    for (const sql of this.#missing) this.#database.connection.exec(sql)
    this.#missing = []
  }

  /** The transaction was taken back. */
  forget(): void {
    this.#missing = []
  }
}
