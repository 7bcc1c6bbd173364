import {attributeCall, declaredOf, inheritedPrompt, type AttributionRules} from '../../core/attribution/attribute-call.ts'
import type {CallKind, CallState, Usage} from '../../core/log/copy.ts'
import {joinCopies} from '../../core/log/join-copies.ts'
import {missingOutputTokens} from '../../core/log/missing-output.ts'
import {textHash} from '../../core/log/text-hash.ts'
import {toolShares} from '../../core/report/tool-shares.ts'
import type {Pricer} from '../../core/rates/pricer.ts'
import type {Batch, SourceState} from './batch.ts'
import {findCallsOfRun, findStoredCalls, writeCallRow, type CallChange, type CallRow, type StoredCall} from './call-row.ts'
import {integer, type Database} from './database.ts'
import type {FactStore} from './fact-store.ts'
import type {Interning} from './interning.ts'
import {RollupChanges} from './rollup.ts'
import {refreshUnreadWrites, unreadInBatch} from './unread-writes.ts'

/** What posting works with. */
export interface Posting {
  readonly database: Database
  readonly interning: Interning
  readonly facts: FactStore
  readonly pricer: Pricer
  readonly rules: AttributionRules
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
 */
export function postBatch(posting: Posting, batch: Batch, onChanges: ChangeListener = () => {}): PostOutcome {
  posting.facts.forget()
  return posting.database.transaction(() => {
    const work = new PostWork(posting, batch)
    const outcome = work.post()
    onChanges(work.changes)
    return outcome
  })
}

class PostWork {
  readonly changes: CallChange[] = []
  readonly #posting: Posting
  readonly #batch: Batch
  readonly #rollup = new RollupChanges()
  #nextId: number

  constructor(posting: Posting, batch: Batch) {
    this.#posting = posting
    this.#batch = batch
    this.#nextId = integer(posting.database.get('SELECT ifnull(max(id), 0) + 1 AS next FROM call')?.['next'])
  }

  post(): PostOutcome {
    const {database} = this.#posting
    for (const source of this.#batch.sources) this.#postSource(source)
    const staleRuns = this.#postFacts()
    const unread = unreadInBatch(database, this.#batch.calls)
    let added = 0
    let improved = 0
    for (const call of this.#batch.calls) {
      const stored = findStoredCalls(database, textHash(call.identity), call.identity)
      if (stored.length === 0) added++
      if (this.#postCall(call, stored, unread.get(call.identity)) && stored.length > 0) improved++
    }
    for (const run of staleRuns) {
      for (const stored of findCallsOfRun(database, run)) this.#reattribute(stored)
    }
    for (const change of refreshUnreadWrites(database, this.changes, unread)) this.#record(change.before, change.after)
    this.#rollup.write(database)
    return {added, improved, duplicate: this.#batch.copies - added - improved}
  }

  #postSource(source: SourceState): void {
    const {database, interning} = this.#posting
    if (source.renamedFrom !== undefined) {
      database.run('UPDATE OR IGNORE source SET path = ? WHERE path = ?', source.path, source.renamedFrom)
      database.run('UPDATE OR REPLACE problem SET path = ? WHERE path = ?', source.path, source.renamedFrom)
    }
    const id = interning.source(source.path)
    database.run(
      'UPDATE source SET kind = ?, device = ?, inode = ?, size = ?, modified_ms = ?, offset = ?, head = ?, tail = ?, context = ?, vanished = 0 WHERE id = ?',
      source.kind,
      source.device,
      source.inode,
      source.size,
      source.modifiedMs,
      source.offset,
      source.head,
      source.tail,
      source.context,
      id,
    )
    if (source.fromStart) database.run('DELETE FROM problem WHERE path = ?', source.path)
  }

  /** @returns Runs whose stored calls may now belong to something else. */
  #postFacts(): Set<string> {
    const {database, facts} = this.#posting
    const stale = new Set<string>()
    for (const run of this.#batch.runs) if (facts.addRun(run)) stale.add(run.run)
    for (const spawn of this.#batch.spawns) {
      if (facts.addSpawn(spawn)) for (const run of facts.runsStartedBy(spawn)) stale.add(run)
    }
    for (const run of stale) for (const nested of facts.runsStartedIn(run)) stale.add(nested)
    for (const prompt of this.#batch.prompts) facts.addPrompt(prompt)
    for (const title of this.#batch.titles) facts.addTitle(title)
    for (const costState of this.#batch.costStates) facts.addCostState(costState)
    for (const compaction of this.#batch.compactions) facts.addCompaction(compaction)
    for (const problem of this.#batch.problems) {
      const file = problem.file ?? ''
      const detail = JSON.stringify(problem.facts ?? {})
      database.run('REPLACE INTO problem (path, offset, code, facts) VALUES (?, ?, ?, ?)', file, problem.offset ?? -1, problem.code, detail)
    }
    return stale
  }

  /** Joins a call with what is stored of it. @returns Whether anything changed. */
  #postCall(call: CallState, stored: readonly StoredCall[], unread: UnreadOf | undefined): boolean {
    const known = stored[0]
    if (known === undefined) {
      this.#writeParts(call, [], unread)
      return true
    }
    const joined = joinCopies(known.state, call)
    if (sameState(known.state, joined)) return false
    // the stored best copy does not hold its iterations: when it stays, so do their rows
    const iterationsStay = joined.best === known.state.best
    this.#writeParts(joined, stored, undefined, iterationsStay)
    return true
  }

  #writeParts(call: CallState, stored: readonly StoredCall[], unread: UnreadOf | undefined, iterationsStay = false): void {
    const parts: {kind: CallKind; model: string; usage: Usage}[] = [
      {kind: 'message', model: call.best.model, usage: call.best.usage},
      ...(iterationsStay
        ? stored.slice(1).map(({row, state}) => ({kind: row.kind, model: state.best.model, usage: row.usage}))
        : call.best.iterations),
    ]
    parts.forEach((part, index) => {
      const known = stored[index]
      const row = this.#rowOf(call, index, part.kind, part.model, part.usage, index === 0 ? unread : undefined)
      const id = known?.id ?? this.#nextId++
      writeCallRow(this.#posting.database, id, row)
      if (index === 0) this.#writeDetails(id, call, known !== undefined)
      this.#record(known?.row ?? null, row)
    })
    for (const surplus of stored.slice(parts.length)) {
      this.#posting.database.run('DELETE FROM call WHERE id = ?', surplus.id)
      this.#record(surplus.row, null)
    }
  }

  #rowOf(
    call: CallState,
    part: number,
    kind: CallKind,
    model: string,
    usage: Usage,
    unread: UnreadOf | undefined,
  ): CallRow {
    const {interning, facts, pricer, rules} = this.#posting
    const {best, home} = call
    const facet = {evidence: home.evidence, kind, model, usage, atMs: call.atMs, tools: call.tools}
    const isBatch = declaredOf(facet, facts)?.isBatch === true
    const rate = pricer.price({model, atMs: call.atMs, ...usage, isBatch})
    return {
      hash: textHash(call.identity),
      identity: call.identity,
      part,
      kind,
      atMs: call.atMs,
      attribution: interning.attribution(attributeCall(facet, facts, rules)),
      rate: interning.rate(rate),
      prompt: this.#promptOf(call),
      profile: interning.profile(model, usage),
      evidence: interning.evidence(home.evidence),
      usage,
      missingOutput: part === 0 ? missingOutputTokens(call) : null,
      unread5m: unread?.unread5m ?? 0,
      unread1h: unread?.unread1h ?? 0,
      batch: isBatch,
      requestId: best.requestId,
      reportedUsd: part === 0 ? best.reportedUsd : null,
      bestSource: interning.source(best.path),
      bestOffset: best.offset,
      bestSidechain: best.sidechain,
      bestStop: best.hasStop,
      homeSource: interning.source(home.path),
      homeOffset: home.offset,
      homeForked: home.forked,
      homeAtMs: home.atMs,
      homePrompt: home.prompt,
      anyStop: call.blocks === null,
    }
  }

  #promptOf(call: CallState): number | null {
    const {evidence, prompt} = call.home
    const key = prompt ?? inheritedPrompt(evidence, this.#posting.facts)
    return key === null || evidence.session === null ? null : this.#posting.interning.prompt(evidence.session, key)
  }

  #writeDetails(id: number, call: CallState, replace: boolean): void {
    const {database, interning} = this.#posting
    if (replace) {
      database.run('DELETE FROM call_tool WHERE call = ?', id)
      database.run('DELETE FROM call_block WHERE call = ?', id)
    }
    const shares = toolShares(call.tools.map(({name}) => name))
    call.tools.forEach((use, index) => {
      const {share, shares: parts, mcpShare, mcpShares} = shares[index]!
      database.run(
        'INSERT OR IGNORE INTO call_tool (call, use_hash, position, tool, share, shares, mcp_share, mcp_shares) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        id,
        use.useHash,
        use.position,
        interning.tool(use.name),
        share,
        parts,
        mcpShare,
        mcpShares,
      )
    })
    for (const block of call.blocks ?? []) {
      database.run('INSERT INTO call_block (call, hash, characters) VALUES (?, ?, ?)', id, block.hash, block.characters)
    }
  }

  /** Derives a stored call's attribution and prompt again, since the facts behind them have changed. */
  #reattribute(stored: StoredCall): void {
    const {row, state} = stored
    const fresh = this.#rowOf(state, row.part, row.kind, state.best.model, row.usage, row)
    if (fresh.attribution === row.attribution && fresh.prompt === row.prompt) return
    const changed: CallRow = {...row, attribution: fresh.attribution, prompt: fresh.prompt}
    writeCallRow(this.#posting.database, stored.id, changed)
    this.#record(row, changed)
  }

  #record(before: CallRow | null, after: CallRow | null): void {
    this.changes.push({before, after})
    if (before !== null) this.#rollup.add(before, -1)
    if (after !== null) this.#rollup.add(after, 1)
  }
}

type UnreadOf = Pick<CallRow, 'unread5m' | 'unread1h'>

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
