import {DatabaseSync, type SQLInputValue, type StatementSync} from 'node:sqlite'
import {sqliteCode} from './sqlite-code.ts'

/** A row as SQLite gives it. */
export type Row = Record<string, unknown>

/** SQLite naps for 1, 2 and 5 milliseconds, and gives up. */
const NAPS_MS = 8

/** Another connection is writing. */
const BUSY = 5

/** A SQLite connection that keeps its prepared statements. */
export class Database {
  readonly connection: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #exact = new Map<string, StatementSync>()
  readonly #lists = new Map<string, StatementSync>()
  // Node 22.13 binds no numbered parameters (?1): they become plain ones, and values are repeated in their order
  readonly #orders = new Map<string, readonly number[]>()
  // node:sqlite tells it from Node 22.16 on only
  #isInTransaction = false
  #patienceMs = 0
  /** Of the file; null: in memory. */
  readonly path: string | null
  #beforeClose = () => {}

  constructor(path: string, readOnly = false) {
    this.path = path === ':memory:' ? null : path
    this.connection = new DatabaseSync(path, {readOnly})
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.#statement(sql).run(...this.#inOrder(sql, values))
  }

  /** The statement itself, for what is run many times with many values. */
  prepared(sql: string): StatementSync {
    return this.#statement(sql)
  }

  /** Runs an insert. @returns The new row's id. */
  insert(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...this.#inOrder(sql, values)).lastInsertRowid)
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...this.#inOrder(sql, values))
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...this.#inOrder(sql, values))
  }

  /** Like {@link get}, the row as the list of its columns: naming them takes longer than to find a row by its key. */
  getList(sql: string, ...values: SQLInputValue[]): unknown[] | undefined {
    const row: unknown = this.#listStatement(sql).get(...this.#inOrder(sql, values))
    return row === undefined ? undefined : listOf(row)
  }

  /** Like {@link all}, each row as the list of its columns: naming them takes most of the time where rows are many. */
  allLists(sql: string, ...values: SQLInputValue[]): unknown[][] {
    const rows: unknown[] = this.#listStatement(sql).all(...this.#inOrder(sql, values))
    return rows.every((row) => Array.isArray(row)) ? rows : rows.map(listOf)
  }

  iterate(sql: string, ...values: SQLInputValue[]): IterableIterator<Row> {
    return this.#statement(sql).iterate(...this.#inOrder(sql, values))
  }

  /** Like {@link all}, with every integer as bigint: for sums that may pass 2^53. */
  allExact(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#exactStatement(sql).all(...this.#inOrder(sql, values))
  }

  /** Like {@link allExact}, row by row. */
  iterateExact(sql: string, ...values: SQLInputValue[]): IterableIterator<Row> {
    return this.#exactStatement(sql).iterate(...this.#inOrder(sql, values))
  }

  /**
   * Runs `work` in one write transaction: all of it holds, or nothing.
   *
   * @param instead - Asked again and again while another one writes: a result with which there is nothing left to do.
   */
  transaction<Result>(work: () => Result, instead?: () => Result | undefined): Result {
    if (this.#isInTransaction) return work()
    const result = this.#takeTurn(instead)
    if (result !== undefined) return result
    try {
      const result = work()
      this.commit()
      return result
    } catch (error) {
      this.rollback()
      throw error
    }
  }

  /** Begins a write transaction, unless one is open. @returns Whether it began one. */
  begin(): boolean {
    if (this.#isInTransaction) return false
    this.#takeTurn()
    return true
  }

  /** How long to wait for other connections; `eager`: with short naps before a write, since who waits here keeps a person waiting. */
  waitFor(busyTimeoutMs: number, eager: boolean): void {
    this.connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`)
    this.#patienceMs = eager ? busyTimeoutMs : 0
  }

  /** Begins a transaction, unless `instead` has a result. SQLite naps for up to 100 ms at a time, the longer the more often. */
  #takeTurn<Result>(instead?: () => Result | undefined): Result | undefined {
    const begun = process.hrtime.bigint()
    const patience = BigInt(this.#patienceMs) * 1_000_000n
    while (!this.#isInTransaction) {
      try {
        if (this.#patienceMs > 0) this.connection.exec(`PRAGMA busy_timeout = ${NAPS_MS}`)
        this.connection.exec('BEGIN IMMEDIATE')
        this.#isInTransaction = true
      } catch (error) {
        if (sqliteCode(error) !== BUSY || process.hrtime.bigint() - begun >= patience) throw error
        const result = instead?.()
        if (result !== undefined) return result
      } finally {
        if (this.#patienceMs > 0) this.connection.exec(`PRAGMA busy_timeout = ${this.#patienceMs}`)
      }
    }
    return undefined
  }

  commit(): void {
    this.connection.exec('COMMIT')
    this.#isInTransaction = false
  }

  /** Takes back the open transaction, if there is one. */
  rollback(): void {
    if (!this.#isInTransaction) return
    this.#isInTransaction = false
    try {
      this.connection.exec('ROLLBACK')
    } catch {
      // a full disk and the like make SQLite end the transaction by itself
    }
  }

  /** Runs `work` in one transaction and takes all of it back. */
  rehearse<Result>(work: () => Result): Result {
    this.begin()
    try {
      return work()
    } finally {
      this.rollback()
    }
  }

  /** Has the write-ahead log copied into the database while other work goes on; closing waits for that, and does the rest. */
  writeBackBy(helper: {writeBack(path: string): () => void}): void {
    if (this.path !== null) this.#beforeClose = helper.writeBack(this.path)
  }

  close(): void {
    this.#beforeClose()
    this.#beforeClose = () => {}
    this.connection.close()
  }

  #prepare(sql: string): StatementSync {
    if (!sql.includes('?1')) return this.connection.prepare(sql)
    const order: number[] = []
    const plain = sql.replace(/\?(\d+)/g, (_, number: string) => {
      order.push(Number(number) - 1)
      return '?'
    })
    this.#orders.set(sql, order)
    return this.connection.prepare(plain)
  }

  #inOrder(sql: string, values: SQLInputValue[]): SQLInputValue[] {
    if (this.#orders.size === 0) return values
    return this.#orders.get(sql)?.map((index) => values[index] ?? null) ?? values
  }

  #listStatement(sql: string): StatementSync {
    let statement = this.#lists.get(sql)
    if (statement === undefined) {
      statement = this.#prepare(sql)
      // from Node 22.16 on
      if ('setReturnArrays' in statement) statement.setReturnArrays(true)
      this.#lists.set(sql, statement)
    }
    return statement
  }

  #exactStatement(sql: string): StatementSync {
    let statement = this.#exact.get(sql)
    if (statement === undefined) {
      statement = this.#prepare(sql)
      statement.setReadBigInts(true)
      this.#exact.set(sql, statement)
    }
    return statement
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

/** The columns of a row, which Node 22.13 names all the same. */
function listOf(row: unknown): unknown[] {
  return Array.isArray(row) ? row : Object.values(Object(row))
}

/** The integer in a column; a wrong type is damage or a bug. */
export function integer(value: unknown): number {
  if (typeof value === 'number') return value
  throw new TypeError(`ledger: expected an integer, found ${typeof value}`)
}

/** The exact integer in a column read by {@link Database.allExact}. */
export function exact(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  throw new TypeError(`ledger: expected an integer, found ${typeof value}`)
}

/** The text in a column. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError(`ledger: expected text, found ${typeof value}`)
}

/** The integer in a column, or null. */
export function integerOrNull(value: unknown): number | null {
  return value === null ? null : integer(value)
}

/** The text in a column, or null. */
export function textOrNull(value: unknown): string | null {
  return value === null ? null : text(value)
}
