import type {SQLInputValue} from 'node:sqlite'
import type {Database} from './database.ts'

/** Rows per statement: most of a small insert's cost is the statement. What is left over goes by the smaller numbers. */
const ROWS_AT_ONCE = [32, 8, 1] as const
const MOST_ROWS = ROWS_AT_ONCE[0]

/**
 * Runs a statement that takes rows of values, many rows at once. What is held back must be flushed. An insert should be
 * one `OR FAIL`: else SQLite notes down each page, so as to take back the rows before one that fails.
 */
export class RowWriter {
  readonly #database: Database
  readonly #columns: number
  readonly #sqlOf: (rows: string) => string
  readonly #row: string
  readonly #values: SQLInputValue[]
  #filled = 0

  /**
   * @param columns - Values per row.
   * @param sqlOf - The statement, given `VALUES` with its rows; one function for each.
   * @param constants - SQL of further values that are the same in each row.
   */
  constructor(database: Database, columns: number, sqlOf: (rows: string) => string, constants = '') {
    this.#database = database
    this.#columns = columns
    this.#sqlOf = sqlOf
    this.#row = `(${'?, '.repeat(columns - 1)}?${constants === '' ? '' : `, ${constants}`})`
    this.#values = new Array<SQLInputValue>(columns * MOST_ROWS).fill(null)
  }

  add(row: readonly SQLInputValue[]): void {
    const values = this.#values
    for (let index = 0; index < row.length; index++) values[this.#filled++] = row[index] ?? null
    if (this.#filled === values.length) this.flush()
  }

  flush(): void {
    let start = 0
    for (let size = 0; start < this.#filled; size++) {
      const width = ROWS_AT_ONCE[size]! * this.#columns
      if (this.#filled - start < width) continue
      const statement = this.#database.prepared(this.#sql(size))
      for (; this.#filled - start >= width; start += width) {
        statement.run(...(width === this.#values.length ? this.#values : this.#values.slice(start, start + width)))
      }
    }
    this.#filled = 0
  }

  /** Made once for each statement: a new writer of long statements would spend longer on these than on its rows. */
  #sql(size: number): string {
    let made = statements.get(this.#sqlOf)
    if (made === undefined) statements.set(this.#sqlOf, (made = []))
    return (made[size] ??= this.#sqlOf(`VALUES ${this.#row}${`, ${this.#row}`.repeat(ROWS_AT_ONCE[size]! - 1)}`))
  }
}

/** SQL by what makes it, for the numbers of rows. */
const statements = new WeakMap<(rows: string) => string, string[]>()

/** What makes the SQL of inserts, by these. */
const inserts = new Map<string, (rows: string) => string>()

/**
 * Inserts new rows of one table.
 *
 * @param constants - Values of the last columns, as SQL, where they are the same in each row.
 */
export function rowInserter(database: Database, insertInto: string, columns: string, constants = ''): RowWriter {
  const bound = columns.split(',').length - (constants === '' ? 0 : constants.split(',').length)
  const into = `${insertInto} (${columns}) `
  const name = into + constants
  let sqlOf = inserts.get(name)
  if (sqlOf === undefined) inserts.set(name, (sqlOf = (rows) => into + rows))
  return new RowWriter(database, bound, sqlOf, constants)
}
