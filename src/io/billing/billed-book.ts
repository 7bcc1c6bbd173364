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
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET
    billed = CASE WHEN import = excluded.import THEN billed + excluded.billed ELSE excluded.billed END,
    list = CASE WHEN import = excluded.import THEN list + excluded.list ELSE excluded.list END,
    tokens = CASE WHEN import = excluded.import THEN tokens + excluded.tokens ELSE excluded.tokens END,
    rows = CASE WHEN import = excluded.import THEN rows + excluded.rows ELSE excluded.rows END,
    import = excluded.import`

/** So many different lines are added up in memory before they are written. */
const PENDING_LINES = 20_000

/** Lines of one import that are the same but for their amounts, added up. */
interface PendingLine {
  readonly row: BillRow
  billed: bigint | null
  list: bigint | null
  tokens: number | null
  rows: number
}

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
    const pending = new Map<string, PendingLine>()
    const write = () => {
      this.#write(importId, pending)
      pending.clear()
    }
    this.#database.begin()
    try {
      await feed((row) => {
        addUp(pending, row)
        if (pending.size >= PENDING_LINES) write()
      })
      write()
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

  /** In the order of their keys, which is that of the table. */
  #write(importId: string, pending: ReadonlyMap<string, PendingLine>): void {
    const lines = [...pending.values()].map((line) => {
      const {origin, day, model, costClass} = line.row
      const mode = hash('sha256', line.row.mode, 'hex').slice(0, 16)
      const key = hash('sha256', [origin, day, model ?? '', costClass, mode].join('\n'), 'hex').slice(0, 32)
      return {...line, key, mode}
    })
    for (const {key, mode, row, billed, list, tokens, rows} of lines.sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const {origin, day, model, costClass} = row
      const measure = row.billed === null ? 'usage' : 'cost'
      const facts = [key, importId, origin, measure, day, model, costClass, mode]
      this.#database.run(UPSERT, ...facts, billed, list, tokens, rows)
    }
  }
}

/** An amount that one of the lines does not tell is not known of their sum. */
function addUp(pending: Map<string, PendingLine>, row: BillRow): void {
  const {origin, day, model, costClass, mode, billed, list, tokens} = row
  const key = `${origin}\n${day}\n${model ?? ''}\n${costClass}\n${mode}`
  const line = pending.get(key)
  if (line === undefined) {
    pending.set(key, {row, billed, list, tokens, rows: 1})
    return
  }
  line.billed = line.billed === null || billed === null ? null : line.billed + billed
  line.list = line.list === null || list === null ? null : line.list + list
  line.tokens = line.tokens === null || tokens === null ? null : line.tokens + tokens
  line.rows++
}
