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
  readonly #sqlOf: (rows: string) => string
  readonly #constants: string
  /** Grows as rows come: most writers of a hook have one or two. */
  readonly #values: SQLInputValue[] = []
  #filled = 0
  /** Values per row. */
  #width = 0

  /**
   * @param sqlOf - The statement, given `VALUES` with its rows; one function for each.
   * @param constants - SQL of further values that are the same in each row.
   */
  constructor(database: Database, sqlOf: (rows: string) => string, constants = '') {
    this.#database = database
    this.#sqlOf = sqlOf
    this.#constants = constants
  }

  /** @param row - As many values as in each row. */
  add(row: readonly SQLInputValue[]): void {
    const values = this.#values
    this.#width = row.length
    for (let index = 0; index < row.length; index++) values[this.#filled++] = row[index] ?? null
    if (this.#filled === MOST_ROWS * row.length) this.flush()
  }

  flush(): void {
    const values = this.#values
    let start = 0
    for (let size = 0; start < this.#filled; size++) {
      const width = ROWS_AT_ONCE[size]! * this.#width
      if (this.#filled - start < width) continue
      const statement = this.#database.prepared(this.#sql(size))
      for (; this.#filled - start >= width; start += width) {
        statement.run(...(width === values.length ? values : values.slice(start, start + width)))
      }
    }
    this.#filled = 0
  }

  /** Made once for each statement: a new writer of long statements would spend longer on these than on its rows. */
  #sql(size: number): string {
    let made = statements.get(this.#sqlOf)
    if (made === undefined) statements.set(this.#sqlOf, (made = []))
    return (made[size] ??= this.#sqlOf(this.#rows(ROWS_AT_ONCE[size]!)))
  }

  #rows(count: number): string {
    const row = `(${'?, '.repeat(this.#width - 1)}?${this.#constants === '' ? '' : `, ${this.#constants}`})`
    return `VALUES ${row}${`, ${row}`.repeat(count - 1)}`
  }
}

/** SQL by what makes it, for the numbers of rows. */
const statements = new WeakMap<(rows: string) => string, string[]>()
