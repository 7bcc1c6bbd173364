import {hash} from 'node:crypto'
import {
  COST_ORIGINS,
  USAGE_ORIGINS,
  type BillClass,
  type BillOrigin,
  type BillRow,
} from '../../core/billing/bill-row.ts'
import {COST_CLASSES} from '../../core/rates/rate.ts'
import {exact, type Database, text, textOrNull} from '../ledger/database.ts'

const ORIGINS: readonly BillOrigin[] = [...COST_ORIGINS, ...USAGE_ORIGINS, 'claude-code']
const CLASSES: readonly BillClass[] = [...COST_CLASSES, 'all', 'other']

/** Rows of one import that are the same line add up; those of an earlier import are replaced. */
const UPSERT = `
  INSERT INTO billed (key, import, origin, measure, day, model, class, mode, billed, list, tokens, rows)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
  ON CONFLICT (key) DO UPDATE SET
    billed = CASE WHEN import = excluded.import THEN billed + excluded.billed ELSE excluded.billed END,
    list = CASE WHEN import = excluded.import THEN list + excluded.list ELSE excluded.list END,
    tokens = CASE WHEN import = excluded.import THEN tokens + excluded.tokens ELSE excluded.tokens END,
    rows = CASE WHEN import = excluded.import THEN rows + 1 ELSE 1 END,
    import = excluded.import`

/** The bills that the ledger has seen. Names of keys and workspaces are kept as a hash only. */
export class BilledBook {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Posts rows in one transaction: all, or none. The same bill again changes nothing.
   *
   * @param importId - Another one for each import.
   * @param feed - Calls `post` for each row, as they are read.
   */
  async post(importId: string, feed: (post: (row: BillRow) => void) => Promise<void>): Promise<void> {
    this.#database.begin()
    try {
      await feed((row) => this.#insert(importId, row))
      this.#database.commit()
    } catch (error) {
      this.#database.rollback()
      throw error
    }
  }

  /** The rows of UTC days from `fromDay` up to and without `toDay`; by model and class, modes added up. */
  rows(fromDay: string, toDay: string, origins: readonly BillOrigin[] = ORIGINS): BillRow[] {
    const found = this.#database.allExact(
      `SELECT origin, day, model, class, list IS NULL AS bare, sum(billed) AS billed, sum(list) AS list, sum(tokens) AS tokens, sum(rows) AS rows
      FROM billed WHERE day >= ? AND day < ? GROUP BY day, origin, model, class, bare ORDER BY day, origin, model, class`,
      fromDay,
      toDay,
    )
    return found.flatMap((row) => {
      const origin = ORIGINS.find((known) => known === row['origin'])
      const costClass = CLASSES.find((known) => known === row['class'])
      if (origin === undefined || costClass === undefined || !origins.includes(origin)) return []
      const amount = (value: unknown) => (value === null ? null : exact(value))
      const tokens = amount(row['tokens'])
      return [
        {
          origin,
          day: text(row['day']),
          model: textOrNull(row['model']),
          costClass,
          mode: '',
          billed: amount(row['billed']),
          list: amount(row['list']),
          tokens: tokens === null ? null : Number(tokens),
          lines: Number(exact(row['rows'])),
        },
      ]
    })
  }

  /** First and last UTC day that any bill tells of. */
  span(): {first: string; last: string} | null {
    const row = this.#database.get('SELECT min(day) AS first, max(day) AS last FROM billed')
    const [first, last] = [textOrNull(row?.['first'] ?? null), textOrNull(row?.['last'] ?? null)]
    return first === null || last === null ? null : {first, last}
  }

  #insert(importId: string, row: BillRow): void {
    const {origin, day, model, costClass, billed, list, tokens} = row
    const mode = hash('sha256', row.mode, 'hex').slice(0, 16)
    const key = hash('sha256', [origin, day, model ?? '', costClass, mode].join('\n'), 'hex').slice(0, 32)
    const measure = billed === null ? 'usage' : 'cost'
    this.#database.run(UPSERT, key, importId, origin, measure, day, model, costClass, mode, billed, list, tokens)
  }
}
