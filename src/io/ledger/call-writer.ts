import {toolShares, type ToolShare} from '../../core/report/tool-shares.ts'
import type {CallState, ToolUse} from '../../core/log/copy.ts'
import type {CallRow} from './call-row.ts'
import type {Database} from './database.ts'
import type {Interning} from './interning.ts'
import {RowWriter} from './row-writer.ts'

/** Columns of `call` that differ from call to call, in the order of {@link ownValues}. */
const OWN_COLUMNS =
  'id, hash, identity, at_ms, attribution, rate, prompt, profile, evidence, input, output, cache_read, cache_write_5m, ' +
  'cache_write_1h, unread_5m, unread_1h, request_id, best_source, best_offset, best_sidechain, best_stop, home_source, ' +
  'home_offset, home_at_ms, home_prompt, any_stop'

/** Those that are the same for nearly all, in the order of {@link commonValues}, and what they are: see {@link isCommon}. */
const COMMON_COLUMNS = 'part, kind, web_searches, missing_output, batch, reported_usd, home_forked'
const COMMON_VALUES = "0, 'message', 0, NULL, 0, NULL, 0"

const COLUMNS = `${OWN_COLUMNS}, ${COMMON_COLUMNS}`

const replaceCalls = (rows: string): string => `REPLACE INTO call (${COLUMNS}) ${rows}`
const insertCalls = (rows: string): string => `INSERT OR FAIL INTO call (${COLUMNS}) ${rows}`
const insertCommonCalls = (rows: string): string => insertCalls(rows)
const insertTools = (rows: string): string =>
  `INSERT OR IGNORE INTO call_tool (call, use_hash, position, tool, share, shares, mcp_share, mcp_shares) ${rows}`
const insertBlocks = (rows: string): string => `INSERT OR FAIL INTO call_block (call, hash, characters) ${rows}`

/** Writes a stored call anew. */
export function replaceCallRow(database: Database, id: number, row: CallRow): void {
  const writer = new RowWriter(database, replaceCalls)
  writer.add([...ownValues(id, row), ...commonValues(row)])
  writer.flush()
}

function ownValues(id: number, row: CallRow): (string | number | null)[] {
  const {tokens} = row.usage
  return [
    id,
    row.hash,
    row.identity,
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
    row.unread5m,
    row.unread1h,
    row.requestId,
    row.bestSource,
    row.bestOffset,
    Number(row.bestSidechain),
    Number(row.bestStop),
    row.homeSource,
    row.homeOffset,
    row.homeAtMs,
    row.homePrompt,
    Number(row.anyStop),
  ]
}

function commonValues(row: CallRow): (string | number | null)[] {
  const {part, kind, usage, missingOutput, batch, reportedUsd, homeForked} = row
  return [part, kind, usage.webSearches, missingOutput, Number(batch), reportedUsd, Number(homeForked)]
}

/** Whether a row has what nearly all have: then it takes a fifth fewer values. */
function isCommon({part, kind, usage, missingOutput, batch, reportedUsd, homeForked}: CallRow): boolean {
  return (
    part === 0 &&
    kind === 'message' &&
    usage.webSearches === 0 &&
    missingOutput === null &&
    !batch &&
    reportedUsd === null &&
    !homeForked
  )
}

/** Writes new calls with their tools and visible blocks, many rows at once. What is held back must be flushed. */
export class CallWriter {
  readonly #calls: RowWriter
  readonly #commonCalls: RowWriter
  readonly #tools: RowWriter
  readonly #blocks: RowWriter
  readonly #interning: Interning
  readonly #sharesOfOne = new Map<string, readonly ToolShare[]>()

  constructor(database: Database, interning: Interning) {
    this.#calls = new RowWriter(database, insertCalls)
    this.#commonCalls = new RowWriter(database, insertCommonCalls, COMMON_VALUES)
    this.#tools = new RowWriter(database, insertTools)
    this.#blocks = new RowWriter(database, insertBlocks)
    this.#interning = interning
  }

  addCall(id: number, row: CallRow): void {
    const own = ownValues(id, row)
    if (isCommon(row)) this.#commonCalls.add(own)
    else this.#calls.add([...own, ...commonValues(row)])
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
    this.#commonCalls.flush()
    this.#calls.flush()
    this.#tools.flush()
    this.#blocks.flush()
  }
}
