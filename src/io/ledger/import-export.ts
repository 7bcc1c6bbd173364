import {closeSync, openSync, readSync, statSync} from 'node:fs'
import {textHash} from '../../core/log/text-hash.ts'
import {PechError, type Problem} from '../../core/problem.ts'
import type {IngestReport} from '../../core/report/ingest-report.ts'
import {findCallsAmong, type CallChange, type CallRow, type StoredCall} from './call-row.ts'
import {CallWriter, replaceCallRow} from './call-writer.ts'
import {integer} from './database.ts'
import {readImportedCall, readOrigin, type ExportOrigin, type ImportedCall} from './import-line.ts'
import type {ChangeListener, Posting} from './post-batch.ts'
import {RollupChanges} from './rollup.ts'

/** What the export of any version begins with. */
const EXPORT_BEGINNING = /^\s*\{\s*"schema"\s*:\s*"pech\/ledger-export@/

/** Whether a file is the export of a ledger, of this version or of another. */
export function isExport(path: string): boolean {
  if (!path.endsWith('.jsonl') || statSync(path, {throwIfNoEntry: false})?.isFile() !== true) return false
  for (const line of linesOf(path)) return EXPORT_BEGINNING.test(line) || readOrigin(line) !== null
  return false
}

/** What an import did. */
export type ImportOutcome = Pick<IngestReport, 'bytes' | 'calls'> & {readonly problems: readonly Problem[]}

/**
 * Takes in the calls of another ledger, priced and attributed as they were there, with its name as `peer`. Calls that this
 * ledger has, of its own logs or of whatever peer, count once: an own call stays, one of the same peer follows the export.
 * Call within a transaction.
 *
 * @param peer - What to call that ledger; undefined: as it calls itself.
 * @param ownId - This ledger's own name: its calls that come back are its own.
 * @throws PechError when the file does not hold as many lines as it says: it was cut short.
 */
export function importExport(
  posting: Posting,
  onChanges: ChangeListener,
  {path, peer}: {readonly path: string; readonly peer: string | undefined},
  ownId: string,
): ImportOutcome {
  const lines = linesOf(path)
  const first = lines.next().value
  const origin = first === undefined ? null : readOrigin(first)
  if (origin === null) {
    throw new PechError(
      'EXPORT_UNREADABLE',
      `${path}: the first line of this export is not understood`,
      'bring pech up to date, or export it again with this version',
    )
  }
  const work = new ImportWork(posting, {...origin, name: peer ?? origin.name}, ownId)
  let count = 0
  let refused = 0
  for (const line of lines) {
    if (line.trim() === '') continue
    count++
    const call = readImportedCall(line)
    if (call === null) refused++
    else work.add(call)
  }
  if (count !== origin.calls) {
    throw new PechError(
      'EXPORT_INCOMPLETE',
      `${path} holds ${count} of ${origin.calls} calls`,
      'export it again, or copy it again; nothing was taken in',
    )
  }
  onChanges(work.finish())
  const problems: Problem[] = Array.from({length: refused}, () => ({code: 'LINE_MALFORMED', file: path}))
  return {bytes: statSync(path).size, calls: work.calls, problems}
}

class ImportWork {
  readonly calls = {added: 0, improved: 0, duplicate: 0}
  readonly #posting: Posting
  readonly #origin: ExportOrigin
  readonly #ownId: string
  readonly #source: number
  readonly #writer: CallWriter
  readonly #rollup = new RollupChanges()
  readonly #changes: CallChange[] = []
  readonly #seen = new Set<string>()
  #nextId: number

  constructor(posting: Posting, origin: ExportOrigin, ownId: string) {
    this.#posting = posting
    this.#origin = origin
    this.#ownId = ownId
    this.#source = posting.interning.source(`export:${origin.id}`)
    this.#writer = new CallWriter(posting.database, posting.interning)
    this.#nextId = integer(posting.database.get('SELECT ifnull(max(id), 0) + 1 AS next FROM call')?.['next'])
  }

  add(call: ImportedCall): void {
    const id = `${call.part} ${call.identity}`
    const hash = textHash(call.identity)
    const {knownCalls, database} = this.#posting
    const known = findCallsAmong(database, knownCalls.rowsOf(hash), {hash, identity: call.identity})
    const stored = known.find(({row}) => row.part === call.part)
    const isNew = known.length === 0 || known[0]?.row.bestSource === this.#source
    if (this.#seen.has(id) || this.#origin.id === this.#ownId || !isNew) this.calls.duplicate++
    else if (stored === undefined) this.#insert(call, hash)
    else this.#replace(stored, this.#rowOf(call, hash))
    this.#seen.add(id)
  }

  finish(): readonly CallChange[] {
    this.#writer.flush()
    this.#rollup.write(this.#posting.database)
    return this.#changes
  }

  #insert(call: ImportedCall, hash: number): void {
    const row = this.#rowOf(call, hash)
    const id = this.#nextId++
    const tools = call.tools.map((name, position) => {
      return {useHash: textHash(`${call.identity}\n${position}`), name, position}
    })
    const ownTools = call.part === 0 ? tools : []
    this.#writer.addCall(id, row)
    this.#writer.addDetails(id, {tools: ownTools, blocks: null})
    this.#posting.knownCalls.add(hash, id)
    this.#rollup.add(row, 1)
    this.#changes.push({before: null, after: row, toolsBefore: [], toolsAfter: ownTools})
    this.calls.added++
  }

  /** A call of this peer as a later export has it. Only more output is news: an export may have been made in mid-answer. */
  #replace({id, row: before, state}: StoredCall, after: CallRow): void {
    if (after.usage.tokens.output <= before.usage.tokens.output) this.calls.duplicate++
    else {
      replaceCallRow(this.#posting.database, id, after)
      this.#rollup.add(before, -1)
      this.#rollup.add(after, 1)
      const tools = before.part === 0 ? state.tools : []
      this.#changes.push({before, after, toolsBefore: tools, toolsAfter: tools})
      this.calls.improved++
    }
  }

  #rowOf(call: ImportedCall, hash: number): CallRow {
    const {interning} = this.#posting
    const {tokens, webSearches, atMs} = call
    const peer = call.attribution.peer ?? this.#origin.name
    const {session, branch, version, entrypoint, speed, serviceTier, geo, model} = call.attribution
    const usage = {tokens, webSearches, speed, serviceTier, geo}
    const evidence = {
      session,
      branch,
      version,
      entrypoint,
      peer,
      sidechain: call.sidechain,
      compaction: call.kind === 'compaction',
      cwd: null,
      run: null,
      nativeAgent: null,
      nativeSkill: null,
      nativePlugin: null,
      skills: null,
    }
    const unread5m = Math.min(call.unreadTokens, tokens.cacheWrite5m)
    return {
      hash,
      identity: call.identity,
      part: call.part,
      kind: call.kind,
      atMs,
      usage,
      attribution: interning.attribution({...call.attribution, peer}),
      rate: interning.rate(call.rate),
      prompt: session === null || call.prompt === null ? null : interning.prompt(session, call.prompt),
      profile: interning.profile(model ?? '', usage),
      evidence: interning.evidence(evidence),
      missingOutput: call.missingOutput,
      unread5m,
      unread1h: Math.min(call.unreadTokens - unread5m, tokens.cacheWrite1h),
      batch: call.rate.batch,
      requestId: call.requestId,
      reportedUsd: call.reportedUsd,
      bestSource: this.#source,
      bestOffset: 0,
      bestSidechain: call.sidechain,
      bestStop: true,
      homeSource: this.#source,
      homeOffset: 0,
      homeForked: false,
      homeAtMs: atMs,
      homePrompt: call.prompt,
      anyStop: true,
    }
  }
}

const PIECE_BYTES = 1 << 20
/** No line of an export is longer. */
const LONGEST_LINE = 16 << 20

/** The lines of a file, of any length, a piece of it in memory at a time. */
function* linesOf(path: string): Generator<string, void> {
  const file = openSync(path, 'r')
  try {
    const decoder = new TextDecoder()
    const piece = Buffer.alloc(PIECE_BYTES)
    let rest = ''
    for (;;) {
      const bytes = readSync(file, piece)
      const lines = (rest + decoder.decode(piece.subarray(0, bytes), {stream: bytes > 0})).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
      if (bytes === 0) break
      if (rest.length > LONGEST_LINE) throw new PechError('EXPORT_UNREADABLE', `${path} holds a line without an end`)
    }
    if (rest !== '') yield rest
  } finally {
    closeSync(file)
  }
}
