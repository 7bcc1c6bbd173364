import {toolShares} from '../../core/report/tool-shares.ts'
import type {SQLInputValue} from 'node:sqlite'
import type {CallState} from '../../core/log/copy.ts'
import {CALL_COLUMNS, callValues, type CallRow} from './call-row.ts'
import type {Database} from './database.ts'
import type {Interning} from './interning.ts'

/** Rows per statement: most of an insert's cost is the statement. */
const ROWS_AT_ONCE = 20

/** Inserts new rows of one table, many at once. */
class RowWriter {
  readonly #database: Database
  readonly #columns: number
  readonly #one: string
  readonly #many: string
  readonly #values: SQLInputValue[] = []

  constructor(database: Database, insertInto: string, columns: string) {
    this.#database = database
    this.#columns = columns.split(',').length
    const row = `(${new Array<string>(this.#columns).fill('?').join(', ')})`
    this.#one = `${insertInto} (${columns}) VALUES ${row}`
    this.#many = this.#one + `, ${row}`.repeat(ROWS_AT_ONCE - 1)
  }

  add(...values: SQLInputValue[]): void {
    for (const value of values) this.#values.push(value)
    if (this.#values.length < ROWS_AT_ONCE * this.#columns) return
    this.#database.run(this.#many, ...this.#values)
    this.#values.length = 0
  }

  flush(): void {
    for (let start = 0; start < this.#values.length; start += this.#columns) {
      this.#database.run(this.#one, ...this.#values.slice(start, start + this.#columns))
    }
    this.#values.length = 0
  }
}

/** Writes new calls with their tools and visible blocks, many rows at once. What is held back must be flushed. */
export class CallWriter {
  readonly #calls: RowWriter
  readonly #tools: RowWriter
  readonly #blocks: RowWriter
  readonly #interning: Interning

  constructor(database: Database, interning: Interning) {
    this.#calls = new RowWriter(database, 'INSERT INTO call', `id, ${CALL_COLUMNS}`)
    const toolColumns = 'call, use_hash, position, tool, share, shares, mcp_share, mcp_shares'
    this.#tools = new RowWriter(database, 'INSERT OR IGNORE INTO call_tool', toolColumns)
    this.#blocks = new RowWriter(database, 'INSERT INTO call_block', 'call, hash, characters')
    this.#interning = interning
  }

  addCall(id: number, row: CallRow): void {
    this.#calls.add(id, ...callValues(row))
  }

  addDetails(id: number, {tools, blocks}: Pick<CallState, 'tools' | 'blocks'>): void {
    const shares = tools.length === 0 ? [] : toolShares(tools.map(({name}) => name))
    tools.forEach(({useHash, position, name}, index) => {
      const {share, shares: parts, mcpShare, mcpShares} = shares[index]!
      this.#tools.add(id, useHash, position, this.#interning.tool(name), share, parts, mcpShare, mcpShares)
    })
    for (const block of blocks ?? []) this.#blocks.add(id, block.hash, block.characters)
  }

  flush(): void {
    this.#calls.flush()
    this.#tools.flush()
    this.#blocks.flush()
  }
}
