import {toolShares, type ToolShare} from '../../core/report/tool-shares.ts'
import type {CallState, ToolUse} from '../../core/log/copy.ts'
import type {CallRow} from './call-row.ts'
import type {Database} from './database.ts'
import type {Interning} from './interning.ts'
import {rowInserter, type RowWriter} from './row-writer.ts'

/** Columns of `call` after the id, in the order of {@link callValues}. */
const COLUMNS =
  'hash, identity, part, kind, at_ms, attribution, rate, prompt, profile, evidence, input, output, cache_read, ' +
  'cache_write_5m, cache_write_1h, web_searches, missing_output, unread_5m, unread_1h, batch, request_id, reported_usd, ' +
  'best_source, best_offset, best_sidechain, best_stop, home_source, home_offset, home_forked, home_at_ms, home_prompt, any_stop'

const REPLACE = `REPLACE INTO call (id, ${COLUMNS}) VALUES (?${', ?'.repeat(COLUMNS.split(',').length)})`

/** Writes a stored call anew. */
export function replaceCallRow(database: Database, id: number, row: CallRow): void {
  database.run(REPLACE, ...callValues(id, row))
}

/** Id and values, in the order of {@link COLUMNS}. */
function callValues(id: number, row: CallRow): (string | number | null)[] {
  const {tokens} = row.usage
  return [
    id,
    row.hash,
    row.identity,
    row.part,
    row.kind,
    row.atMs,
    row.attribution,
    row.rate,
    row.prompt,
    row.profile,
    row.evidence,
    tokens.input,
    tokens.output,
    tokens.cacheRead,
    tokens.cacheWrite5m,
    tokens.cacheWrite1h,
    row.usage.webSearches,
    row.missingOutput,
    row.unread5m,
    row.unread1h,
    Number(row.batch),
    row.requestId,
    row.reportedUsd,
    row.bestSource,
    row.bestOffset,
    Number(row.bestSidechain),
    Number(row.bestStop),
    row.homeSource,
    row.homeOffset,
    Number(row.homeForked),
    row.homeAtMs,
    row.homePrompt,
    Number(row.anyStop),
  ]
}

/** Writes new calls with their tools and visible blocks, many rows at once. What is held back must be flushed. */
export class CallWriter {
  readonly #calls: RowWriter
  readonly #tools: RowWriter
  readonly #blocks: RowWriter
  readonly #interning: Interning
  readonly #sharesOfOne = new Map<string, readonly ToolShare[]>()

  constructor(database: Database, interning: Interning) {
    this.#calls = rowInserter(database, 'INSERT OR FAIL INTO call', `id, ${COLUMNS}`)
    const toolColumns = 'call, use_hash, position, tool, share, shares, mcp_share, mcp_shares'
    this.#tools = rowInserter(database, 'INSERT OR IGNORE INTO call_tool', toolColumns)
    this.#blocks = rowInserter(database, 'INSERT OR FAIL INTO call_block', 'call, hash, characters')
    this.#interning = interning
  }

  addCall(id: number, row: CallRow): void {
    this.#calls.add(callValues(id, row))
  }

  addDetails(id: number, {tools, blocks}: Pick<CallState, 'tools' | 'blocks'>): void {
    if (tools.length > 0) this.#addTools(id, tools)
    if (blocks === null) return
    for (const block of blocks) this.#blocks.add([id, block.hash, block.characters])
  }

  #addTools(id: number, tools: readonly ToolUse[]): void {
    const shares = this.#sharesOf(tools)
    for (let index = 0; index < tools.length; index++) {
      const {useHash, position, name} = tools[index]!
      const {share, shares: parts, mcpShare, mcpShares} = shares[index]!
      this.#tools.add([id, useHash, position, this.#interning.tool(name), share, parts, mcpShare, mcpShares])
    }
  }

  /** Most calls use one tool, and of these there are few. */
  #sharesOf(tools: readonly ToolUse[]): readonly ToolShare[] {
    if (tools.length > 1) return toolShares(tools.map(({name}) => name))
    const {name} = tools[0]!
    let shares = this.#sharesOfOne.get(name)
    if (shares === undefined) this.#sharesOfOne.set(name, (shares = toolShares([name])))
    return shares
  }

  flush(): void {
    this.#calls.flush()
    this.#tools.flush()
    this.#blocks.flush()
  }
}
