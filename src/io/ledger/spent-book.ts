import {budgetsFromJson, budgetsToJson, type Budgets} from '../../core/budget/budget.ts'
import type {SettingsFinding} from '../../core/config/settings-finding.ts'
import {text, type Database} from './database.ts'
import type {WindowSettings} from './spent-windows.ts'

/** To be raised when amounts are counted otherwise than before, so that ledgers follow. */
const BOOK_VERSION = 2

/** The budgets that the amounts in the ledger belong to. */
export interface Book {
  /** The text of the budgets file after a colon, or why there is none. */
  readonly source: string
  readonly settings: WindowSettings
  readonly budgets: Budgets
  readonly findings: readonly SettingsFinding[]
}

/** Reads the book in the ledger, null before there is one, again and again: as long as the same stands there, it is parsed once. */
export function bookReader(database: Database): () => Book | null {
  let last: {readonly texts: readonly string[]; readonly book: Book | null} | undefined
  return () => {
    // compared where they stand: a hook asks several times, and some fifty budgets are 20 KB
    if (last !== undefined && database.getList(SAME, ...last.texts) !== undefined) return last.book
    const row = database.getList('SELECT source, settings, budgets, findings FROM budget_book WHERE id = 1')
    if (row === undefined) return null
    const texts = row.map(text)
    last = {texts, book: bookOf(texts)}
    return last.book
  }
}

const SAME = 'SELECT 1 FROM budget_book WHERE id = 1 AND source = ? AND settings = ? AND budgets = ? AND findings = ?'

function bookOf([source = '', written = '', budgets = '', found = '']: readonly string[]): Book | null {
  const settings: WindowSettings & {version: number} = JSON.parse(written)
  if (settings.version !== BOOK_VERSION) return null
  const findings: SettingsFinding[] = JSON.parse(found)
  return {source, settings, budgets: budgetsFromJson(budgets), findings}
}

export function writeBook(database: Database, {source, settings, budgets, findings}: Book): void {
  database.run(
    'REPLACE INTO budget_book (id, source, settings, budgets, findings) VALUES (1, ?, ?, ?, ?)',
    source,
    JSON.stringify({...settings, version: BOOK_VERSION}),
    budgetsToJson(budgets),
    JSON.stringify(findings),
  )
}
