import {budgetsFromJson, budgetsToJson, type Budgets} from '../../core/budget/budget.ts'
import type {SettingsFinding} from '../../core/config/settings-finding.ts'
import {text, type Database, type Row} from './database.ts'
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
    const row = database.get('SELECT source, settings, budgets, findings FROM budget_book WHERE id = 1')
    if (row === undefined) return null
    const texts = [text(row['source']), text(row['settings']), text(row['budgets']), text(row['findings'])]
    if (last === undefined || texts.some((one, index) => one !== last?.texts[index])) {
      last = {texts, book: bookOf(row)}
    }
    return last.book
  }
}

function bookOf(row: Row): Book | null {
  const settings: WindowSettings & {version: number} = JSON.parse(text(row['settings']))
  if (settings.version !== BOOK_VERSION) return null
  const findings: SettingsFinding[] = JSON.parse(text(row['findings']))
  return {source: text(row['source']), settings, budgets: budgetsFromJson(text(row['budgets'])), findings}
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
