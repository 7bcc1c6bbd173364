import type {AttributionRules} from '../../core/attribution/attribute-call.ts'
import {changedCardEvent} from '../../core/events/rate-card-events.ts'
import type {Pricer} from '../../core/rates/pricer.ts'
import type {Batch} from './batch.ts'
import type {SourceStamp} from '../log-files/plan-reading.ts'
import type {KnownSource} from '../log-files/read-log.ts'
import {integer, integerOrNull, text, textOrNull, type Database} from './database.ts'
import {recordEvent} from './events.ts'
import {FactStore, type Locate} from './fact-store.ts'
import {Interning} from './interning.ts'
import {KnownCalls} from './known-calls.ts'
import {beginPosting, postBatch, type ChangeListener, type Posting, type PostOutcome} from './post-batch.ts'
import {rederiveSession, reattributeAll, repriceUnpriced} from './rederive.ts'
import {SoleWriter} from './sole-writer.ts'
import {keepSpent} from './spent-listener.ts'

/** What decides prices and attribution; a changed fingerprint makes the ledger derive them again. */
export interface LedgerRules {
  readonly pricer: Pricer
  readonly cardFingerprint: string
  readonly attribution: AttributionRules
  /** Null: the configuration cannot be read now, so what was attributed stays until it can. */
  readonly attributionFingerprint: string | null
  readonly locate: Locate
}

/** Stands for rules that could not be read: once they can, everything is attributed again. */
const UNREAD_RULES = 'unread'

/** The store of all calls ever read, open for posting. */
export class Ledger {
  readonly database: Database
  readonly #rules: LedgerRules
  readonly #onChanges: ChangeListener
  #posting: Posting

  /**
   * @param database - An open, migrated database.
   * @param rules - What decides prices and attribution.
   * @param onChanges - Told of every change of a call, within its transaction.
   */
  constructor(database: Database, rules: LedgerRules, onChanges: ChangeListener = keepSpent(database)) {
    this.database = database
    this.#rules = rules
    this.#onChanges = onChanges
    this.#posting = this.#newPosting()
  }

  /** Posts what was read; see {@link postBatch}. */
  post(batch: Batch, isObsolete?: () => boolean): PostOutcome {
    try {
      return postBatch(this.#posting, batch, this.#onChanges, isObsolete)
    } catch (error) {
      this.#posting = this.#newPosting() // ids handed out in a transaction that failed do not exist
      throw error
    }
  }

  /** Whether nothing is posted yet, and nobody else can have posted. Ask within a transaction. */
  isNew(): boolean {
    return this.#posting.soleWriter.begin() && this.database.get('SELECT 1 FROM call LIMIT 1') === undefined
  }

  /** Lets other work post with the same means, in one transaction. */
  postBy<Result>(work: (posting: Posting, onChanges: ChangeListener) => Result): Result {
    return this.#rederived(() => work(this.#posting, this.#onChanges))
  }

  /** What this ledger is called in its exports, for ever. */
  originId(): string {
    const known = this.#meta('origin')
    if (typeof known === 'string') return known
    const made = process.getBuiltinModule('node:crypto').randomUUID()
    this.database.transaction(() => this.#setMeta('origin', made))
    return made
  }

  /**
   * Brings prices and attribution up to date with a changed rate card or configuration, and records that other prices are
   * in force than before.
   *
   * @returns Whether it recorded that.
   */
  followRules(nowMs: number): boolean {
    const {cardFingerprint, attributionFingerprint} = this.#rules
    let isTold = false
    if (this.#meta('card') !== cardFingerprint) {
      this.#rederive('card', cardFingerprint, () => {
        const before = this.#meta('card')
        const change = {before: String(before), after: cardFingerprint, atMs: nowMs}
        // what is asked before a transaction may be another one's work when it begins
        isTold =
          before !== undefined &&
          before !== cardFingerprint &&
          recordEvent(this.database, nowMs, changedCardEvent(change))
        repriceUnpriced(this.#posting, this.#onChanges)
      })
    }
    if (attributionFingerprint === null) {
      if (this.#meta('attribution') !== UNREAD_RULES) this.#rederive('attribution', UNREAD_RULES, () => {})
    } else if (this.#meta('attribution') !== attributionFingerprint) {
      this.#rederive('attribution', attributionFingerprint, () => reattributeAll(this.#posting, this.#onChanges))
    }
    return isTold
  }

  /**
   * Records what a session declares of itself from a moment on; its calls after that follow.
   *
   * @param json - As `ENCHANTED_ATTRIBUTION` has it.
   * @returns Whether it is anything new.
   */
  declare(session: string, json: string, fromMs: number): boolean {
    return this.#rederived(() => {
      const last = this.database.get(
        'SELECT json FROM declared WHERE session = ? ORDER BY from_ms DESC LIMIT 1',
        session,
      )
      if (last?.['json'] === json) return false
      this.database.run('REPLACE INTO declared (session, from_ms, json) VALUES (?, ?, ?)', session, fromMs, json)
      rederiveSession(this.#posting, this.#onChanges, session, fromMs)
      return true
    })
  }

  /** What tells whether files have changed since they were read, by path; vanished ones too. */
  sourceStamps(): Map<string, SourceStamp> {
    const stamps = new Map<string, SourceStamp>()
    const rows = this.database.allLists('SELECT path, size, modified_ms, inode, vanished FROM source')
    for (const [name, size = null, modifiedMs = null, inode = null, vanished] of rows) {
      const path = text(name)
      stamps.set(path, {
        path,
        size: integerOrNull(size) ?? -1,
        modifiedMs: integerOrNull(modifiedMs) ?? 0,
        inode: integerOrNull(inode) ?? 0,
        vanished: vanished === 1,
      })
    }
    return stamps
  }

  /** How a file had been read. */
  knownSource(path: string): KnownSource | null {
    const row = this.database.getList(KNOWN_SOURCE, path)
    return row === undefined ? null : knownSource(row)
  }

  /** Marks files that are gone; what was read of them stays. */
  markVanished(paths: readonly string[]): void {
    if (paths.length === 0) return
    this.database.transaction(() => {
      for (const path of paths) this.database.run('UPDATE source SET vanished = 1 WHERE path = ?', path)
    })
  }

  /** Whether all calls were priced with one and the same rate card. */
  cardIsFirst(): boolean {
    return this.#meta('first_card') === this.#meta('card')
  }

  /** Whether a full ingest has ever finished; until then totals are incomplete. */
  isComplete(): boolean {
    return this.#meta('complete') === 1
  }

  /** Records that a full ingest has finished, and when. */
  markComplete(atMs: number): void {
    this.database.transaction(() => {
      this.#setMeta('complete', 1)
      this.#setMeta('ingested_ms', atMs)
    })
  }

  /** Does work and takes all of it back: for trying out. */
  tryOut<Result>(work: () => Result): Result {
    try {
      return this.database.rehearse(work)
    } finally {
      this.#posting = this.#newPosting()
    }
  }

  close(): void {
    this.database.close()
  }

  #newPosting(): Posting {
    const {pricer, attribution, locate} = this.#rules
    const {database} = this
    return {
      database,
      soleWriter: new SoleWriter(database),
      knownCalls: new KnownCalls(),
      interning: new Interning(database),
      facts: new FactStore(database, locate),
      pricer,
      rules: attribution,
    }
  }

  #rederive(key: string, fingerprint: string, work: () => void): void {
    this.#rederived(() => {
      work()
      if (this.#meta(`first_${key}`) === undefined) this.#setMeta(`first_${key}`, fingerprint)
      this.#setMeta(key, fingerprint)
    })
  }

  #rederived<Result>(work: () => Result): Result {
    this.#posting.facts.forget()
    try {
      return this.database.transaction(() => {
        beginPosting(this.#posting)
        return work()
      })
    } catch (error) {
      this.#posting = this.#newPosting()
      throw error
    }
  }

  #meta(key: string): unknown {
    return this.database.get('SELECT value FROM meta WHERE key = ?', key)?.['value']
  }

  #setMeta(key: string, value: string | number): void {
    this.database.run('REPLACE INTO meta (key, value) VALUES (?, ?)', key, value)
  }
}

const KNOWN_SOURCE = `
  SELECT path, first_path, kind, device, inode, size, modified_ms, offset, head, tail, context FROM source WHERE path = ?`

function knownSource(row: readonly unknown[]): KnownSource {
  return {
    path: text(row[0]),
    firstPath: text(row[1]),
    kind: row[2] === 'meta' ? 'meta' : 'transcript',
    device: integerOrNull(row[3]) ?? 0,
    inode: integerOrNull(row[4]) ?? 0,
    size: integerOrNull(row[5]) ?? -1,
    modifiedMs: integerOrNull(row[6]) ?? 0,
    offset: integer(row[7]),
    head: integerOrNull(row[8]) ?? 0,
    tail: integerOrNull(row[9]) ?? 0,
    context: textOrNull(row[10]) ?? '',
  }
}
