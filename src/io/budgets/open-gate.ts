import {statSync} from 'node:fs'
import type {CallPlace, Gate, SessionCost, Wanted} from '../../app/ports/gate.ts'
import type {BudgetFacts} from '../../core/budget/budget.ts'
import {compileGlob} from '../../core/attribution/glob.ts'
import type {NewEvent} from '../../core/events/event.ts'
import type {LoadedConfig} from '../../core/config/loaded-config.ts'
import {localDayOf} from '../../core/time/local-day.ts'
import {integer, type Database} from '../ledger/database.ts'
import {mirrorEvents, recordEvent} from '../ledger/events.ts'
import {takeFromBucket} from '../ledger/limiter.ts'
import {settleOrphanRate} from '../ledger/orphan-rate.ts'
import type {Book} from '../ledger/spent-book.ts'
import {settleCrossings} from '../ledger/spent-crossings.ts'
import {keysNow, SpentNow} from '../ledger/spent-reader.ts'
import {openWindow} from '../ledger/spent-windows.ts'
import {catchUp} from '../log-files/catch-up.ts'
import type {Paths} from '../paths.ts'
import {startDelivery} from '../sinks/start-delivery.ts'
import {budgetsPath, followBudgets} from './budgets-file.ts'
import {placeOf} from './gate-rules.ts'
import {loadPosting} from './load-posting.ts'
import {latestFacts, latestSession, sessionCost, spentSince} from './session-facts.ts'
import {startIngest} from './start-ingest.ts'

/** About 250 pages, which take a third of a millisecond to read. */
const LONG_LOG_BYTES = 1_000_000

/** What a gate is opened on. */
export interface GateSettings {
  readonly database: Database
  /** Reads the book of budgets in the ledger. */
  readonly readBook: () => Book | null
  readonly paths: Paths
  readonly loaded: LoadedConfig
  readonly home: string
  /** IANA name of the zone in which days begin. */
  readonly zone: string
  readonly nowMs: number
  /** The program to start for a full ingest. */
  readonly launcher: () => string
}

/** The gate on an open ledger. What it needs beyond that is loaded when it is first asked for. */
export class LedgerGate implements Gate {
  readonly nowMs: number
  readonly #settings: GateSettings
  readonly #windows = new Map<string, ReturnType<Gate['window']>>()
  #book: Book | undefined
  #spent: SpentNow | undefined
  /** When the first of the calls was that were posted just now. */
  #newFromMs = Infinity
  #facts: {readonly place: CallPlace; readonly facts: BudgetFacts} | undefined

  constructor(settings: GateSettings) {
    this.#settings = settings
    this.nowMs = settings.nowMs
  }

  get budgetsFile(): string {
    return budgetsPath(this.#settings.paths.budgets)
  }

  get config(): LoadedConfig['config'] {
    return this.#settings.loaded.config
  }

  isComplete(): boolean {
    return this.#meta('complete') === 1
  }

  catchUp(transcript: string, wanted: Wanted): ReturnType<Gate['catchUp']> {
    this.#spent = undefined // of calls before these
    this.#facts = undefined
    return catchUp(this.#database, {transcript, wanted}, (files) => {
      const {calls, fromMs} = loadPosting().postGrown(this.#settings, files)
      this.#newFromMs = fromMs
      return calls
    })
  }

  budgets(): Book {
    const {paths, zone, loaded, readBook} = this.#settings
    const settings = {zone, monthStart: loaded.config.monthStartDay}
    this.#book ??= followBudgets(this.#database, paths.budgets, settings, readBook)
    return this.#book
  }

  window(rule: number, session: string | null): ReturnType<Gate['window']> {
    const {budgets, settings} = this.budgets()
    const kind = budgets.rules[rule]!.window
    const name = typeof kind === 'string' ? `${kind} ${session}` : `${kind.spanMs}`
    let window = this.#windows.get(name)
    if (window === undefined) {
      window = openWindow(kind, session, this.nowMs, settings)
      this.#windows.set(name, window)
    }
    return window
  }

  spent(rule: number, key: string, session: string | null): ReturnType<Gate['spent']> {
    const {label} = this.window(rule, session)
    this.#spent ??= new SpentNow(this.#database, this.budgets(), this.nowMs)
    return this.#spent.of(rule, key, label)
  }

  keys(rule: number, session: string | null): readonly string[] {
    return keysNow(this.#database, this.budgets(), rule, session, this.nowMs)
  }

  facts(place: CallPlace): BudgetFacts {
    if (this.#facts?.place !== place) this.#facts = {place, facts: this.#factsOf(place)}
    return this.#facts.facts
  }

  #factsOf(place: CallPlace): BudgetFacts {
    const agent = place.agent ?? 'main'
    const latest = place.session === null ? {} : latestFacts(this.#database, place.session, agent)
    const where = place.cwd === null ? {} : placeOf(this.#database, this.config, this.#settings.home, place.cwd)
    return {
      ...latest,
      ...where,
      session: place.session,
      agent,
      tool: place.tool === null ? [] : [place.tool],
      ...(place.prompt === null ? {} : {prompt: place.prompt}),
    }
  }

  takeToken(session: string, skill: string): ReturnType<Gate['takeToken']> {
    const {rateLimit} = this.config
    const own = rateLimit.perSkill.find((one) => compileGlob(one.skill)(skill)) ?? rateLimit
    if (!own.enabled) return {granted: true, justEmptied: false, waitSeconds: 0, blocking: false}
    return {...takeFromBucket(this.#database, {...own, session, skill}, this.nowMs), blocking: own.blocking}
  }

  settle(): ReturnType<Gate['settle']> {
    const book = this.budgets()
    const {orphanRateThreshold} = book.budgets
    if (orphanRateThreshold !== null) settleOrphanRate(this.#database, orphanRateThreshold, this.nowMs)
    this.#spent = new SpentNow(this.#database, book, this.nowMs) // and what is judged right after asks the same
    return settleCrossings(this.#database, book, this.nowMs, this.#spent)
  }

  record(event: NewEvent): boolean {
    return recordEvent(this.#database, this.nowMs, event)
  }

  mirror(): void {
    mirrorEvents(this.#database, this.#settings.paths.events)
  }

  deliver(isLast: boolean): void {
    const {sinks} = this.config
    if (sinks.length === 0) return
    startDelivery(this.#database, {sinks, nowMs: this.nowMs, launcher: this.#settings.launcher(), isLast})
  }

  reportSpikes(session: string): number {
    const {fromMs} = localDayOf(this.#settings.zone, this.nowMs)
    const scope = {session, newFromMs: this.#newFromMs, nowMs: this.nowMs, dayFromMs: fromMs}
    return loadPosting().reportSpikes(this.#database, scope)
  }

  learn(session: string): void {
    loadPosting().learnSession(this.#database, session, this.nowMs)
  }

  declare(session: string, json: string): void {
    loadPosting().declareSession(this.#settings, session, json, this.nowMs)
  }

  sessionCost(session: string): SessionCost {
    return sessionCost(this.#database, session)
  }

  spentToday(): bigint {
    const {zone} = this.#settings
    return spentSince(this.#database, localDayOf(zone, this.nowMs).fromMs)
  }

  latestSession(): string | null {
    return latestSession(this.#database)
  }

  rateCardAge(): ReturnType<Gate['rateCardAge']> {
    return loadPosting().ageOfCard(this.#settings.paths, this.nowMs)
  }

  startIngest(): void {
    startIngest(this.#database, this.#settings.launcher(), this.nowMs)
  }

  close(): void {
    this.#database.close()
  }

  /**
   * To be called instead of {@link close} by a process that ends at once, when all is said. Hooks leave the write-ahead log
   * behind, and each reads it on opening: who finds it long empties it, unless another one is reading or writing just now.
   */
  leave(): void {
    try {
      const log = statSync(`${this.#settings.paths.ledger}-wal`, {throwIfNoEntry: false})
      if (log === undefined || log.size < LONG_LOG_BYTES) return
      // the first one waits for the disk while others may write, so that the second has nothing left to wait for
      const checkpoints = 'PRAGMA wal_checkpoint(PASSIVE); PRAGMA wal_checkpoint(TRUNCATE)'
      this.#database.connection.exec(`PRAGMA busy_timeout = 0; ${checkpoints}`)
    } catch {
      // a later one will
    }
  }

  get #database(): Database {
    return this.#settings.database
  }

  #meta(key: string): number | undefined {
    const row = this.#database.get('SELECT value FROM meta WHERE key = ?', key)
    return row === undefined ? undefined : integer(row['value'])
  }
}
