import type {UnreadWrites} from '../../core/caching/unread-writes.ts'
import type {CallState, ToolUse} from '../../core/log/copy.ts'
import {joinCopies} from '../../core/log/join-copies.ts'
import {textHash} from '../../core/log/text-hash.ts'
import type {Batch} from './batch.ts'
import {CallDeriver, type CallPart, type Derivation} from './call-deriver.ts'
import {findCallsOfRun, findCallsAmong, type CallChange, type CallRow, type StoredCall} from './call-row.ts'
import {CallWriter, replaceCallRow} from './call-writer.ts'
import {integer, type Database} from './database.ts'
import type {KnownCalls} from './known-calls.ts'
import {postFacts} from './post-facts.ts'
import {RollupChanges} from './rollup.ts'
import type {SoleWriter} from './sole-writer.ts'
import {refreshUnreadWrites, unreadInBatch} from './unread-writes.ts'

/** What posting works with, from one transaction to the next. */
export interface Posting extends Derivation {
  readonly database: Database
  readonly soleWriter: SoleWriter
  readonly knownCalls: KnownCalls
}

/** How a batch changed the ledger. Counts responses, with their iterations as one. */
export interface PostOutcome {
  readonly added: number
  readonly improved: number
  /** Copies that said nothing new. */
  readonly duplicate: number
}

/** Told of every change, within the transaction. */
export type ChangeListener = (changes: readonly CallChange[]) => void

/**
 * Posts a batch in one transaction: facts, calls, rollup and file positions hold together, or not at all. Idempotent:
 * the same batch again, or its parts in any order, changes nothing further.
 *
 * @param posting - The ledger and what decides prices and attribution.
 * @param batch - What reading yielded.
 * @param onChanges - Further books that must be kept in the same transaction.
 * @param isObsolete - Asked while others write, and once the ledger is ours: whether someone else has posted the same.
 */
export function postBatch(
  posting: Posting,
  batch: Batch,
  onChanges: ChangeListener = () => {},
  isObsolete: () => boolean = () => false,
): PostOutcome {
  posting.facts.forget()
  const obsolete = (): PostOutcome | undefined =>
    isObsolete() ? {added: 0, improved: 0, duplicate: batch.copies} : undefined
  const post = (): PostOutcome => {
    beginPosting(posting)
    const work = new PostWork(posting)
    const outcome = work.post(batch)
    onChanges(work.changes)
    return outcome
  }
  return posting.database.transaction(() => obsolete() ?? post(), obsolete)
}

/** Finds out what can be taken as known. Call at the start of a write transaction. */
export function beginPosting({soleWriter, interning, knownCalls}: Posting): void {
  const isSole = soleWriter.begin()
  interning.begin(isSole)
  knownCalls.begin(isSole)
}

const NOTHING_UNREAD = {unread5m: 0, unread1h: 0}
const NO_TOOLS: readonly ToolUse[] = []
const NOTHING_STORED: readonly StoredCall[] = []

class PostWork {
  readonly changes: CallChange[] = []
  /** Those after which cache writes must be judged anew. */
  readonly #unjudged: CallChange[] = []
  readonly #posting: Posting
  readonly #deriver: CallDeriver
  readonly #writer: CallWriter
  readonly #rollup = new RollupChanges()
  #nextId: number

  constructor(posting: Posting) {
    this.#posting = posting
    this.#deriver = new CallDeriver(posting)
    this.#writer = new CallWriter(posting.database, posting.interning)
    this.#nextId = integer(posting.database.getList('SELECT ifnull(max(id), 0) + 1 FROM call')?.[0])
  }

  post(batch: Batch): PostOutcome {
    const {database, interning} = this.#posting
    interning.holdBack()
    const staleRuns = postFacts(this.#posting, batch)
    const {calls} = batch
    const hashes = batch.hashes ?? calls.map(({identity}) => textHash(identity))
    const stored = calls.map((call, place) => this.#findStored(hashes[place]!, call.identity))
    const unread = unreadInBatch(interning, calls, (place) => stored[place]!.length > 0)
    let improved = 0
    let added = 0
    for (let place = 0; place < calls.length; place++) {
      const known = stored[place]!
      if (known.length > 0) improved += Number(this.#improve(calls[place]!, hashes[place]!, known))
      else {
        added++
        this.#writeParts(calls[place]!, hashes[place]!, [], unread[place])
      }
    }
    this.#writer.flush()
    interning.flush()
    for (const run of staleRuns) {
      for (const stored of findCallsOfRun(database, run)) this.#reattribute(stored)
    }
    for (const change of refreshUnreadWrites(database, this.#unjudged, this.#deriver.evidence())) this.#record(change)
    this.#rollup.write(database)
    return {added, improved, duplicate: batch.copies - added - improved}
  }

  #findStored(hash: number, identity: string): readonly StoredCall[] {
    const {database, knownCalls} = this.#posting
    const ids = knownCalls.rowsOf(hash)
    return ids?.length === 0 ? NOTHING_STORED : findCallsAmong(database, ids, {hash, identity})
  }

  /** Joins a call with what is stored of it. @returns Whether anything changed. */
  #improve(call: CallState, hash: number, stored: readonly StoredCall[]): boolean {
    const known = stored[0]!.state
    const joined = joinCopies(known, call)
    if (sameState(known, joined)) return false
    // the stored best copy does not hold its iterations: when it stays, so do their rows
    this.#writeParts(joined, hash, stored, undefined, joined.best === known.best)
    return true
  }

  #writeParts(
    call: CallState,
    hash: number,
    stored: readonly StoredCall[],
    unread: UnreadWrites | undefined,
    iterationsStay = false,
  ): void {
    const iterations = iterationsStay
      ? stored.slice(1).map(({row, state}) => ({kind: row.kind, model: state.best.model, usage: row.usage}))
      : call.best.iterations
    const {model, usage} = call.best
    this.#writePart(call, {hash, part: 0, kind: 'message', model, usage}, stored[0], unread)
    iterations.forEach((iteration, index) => {
      this.#writePart(call, {hash, part: index + 1, ...iteration}, stored[index + 1], undefined)
    })
    for (const surplus of stored.slice(iterations.length + 1)) {
      this.#posting.database.run('DELETE FROM call WHERE id = ?', surplus.id)
      const change = {before: surplus.row, after: null, toolsBefore: [], toolsAfter: []}
      this.#unjudged.push(change)
      this.#record(change)
    }
  }

  #writePart(call: CallState, part: CallPart, known: StoredCall | undefined, unread: UnreadWrites | undefined): void {
    const {database} = this.#posting
    const row = this.#deriver.rowOf(call, part, unread ?? NOTHING_UNREAD)
    if (known === undefined) {
      const id = this.#nextId++
      this.#writer.addCall(id, row)
      if (row.part === 0) this.#writer.addDetails(id, call)
      this.#posting.knownCalls.add(row.hash, id)
    } else {
      replaceCallRow(database, known.id, row)
      if (row.part === 0) {
        database.run('DELETE FROM call_tool WHERE call = ?', known.id)
        database.run('DELETE FROM call_block WHERE call = ?', known.id)
        this.#writer.addDetails(known.id, call)
      }
    }
    const isMain = row.part === 0
    const change = {
      before: known?.row ?? null,
      after: row,
      toolsBefore: isMain && known !== undefined ? known.state.tools : NO_TOOLS,
      toolsAfter: isMain ? call.tools : NO_TOOLS,
    }
    if (unread === undefined) this.#unjudged.push(change)
    this.#record(change)
  }

  /** Derives a stored call's attribution and prompt again, since the facts behind them have changed. */
  #reattribute({id, row, state}: StoredCall): void {
    const part = {hash: row.hash, part: row.part, kind: row.kind, model: state.best.model, usage: row.usage}
    const fresh = this.#deriver.rowOf(state, part, row)
    if (fresh.attribution === row.attribution && fresh.prompt === row.prompt) return
    const changed: CallRow = {...row, attribution: fresh.attribution, prompt: fresh.prompt}
    replaceCallRow(this.#posting.database, id, changed)
    const tools = row.part === 0 ? state.tools : NO_TOOLS
    const change = {before: row, after: changed, toolsBefore: tools, toolsAfter: tools}
    this.#unjudged.push(change)
    this.#record(change)
  }

  #record(change: CallChange): void {
    const {before, after} = change
    this.changes.push(change)
    if (before !== null) this.#rollup.add(before, -1)
    if (after !== null) this.#rollup.add(after, 1)
  }
}

/** Whether joining changed nothing: neither a copy that stands for the call, nor tools, blocks or time. */
function sameState(known: CallState, joined: CallState): boolean {
  return (
    joined.best === known.best &&
    joined.home === known.home &&
    joined.atMs === known.atMs &&
    joined.tools.length === known.tools.length &&
    joined.tools.every((use, index) => use === known.tools[index] || use.position === known.tools[index]?.position) &&
    (joined.blocks === null) === (known.blocks === null) &&
    joined.blocks?.length === known.blocks?.length
  )
}
