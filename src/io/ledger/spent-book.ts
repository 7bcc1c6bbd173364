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

/** The book in the ledger; null before there is one. */
export function readBook(database: Database): Book | null {
  const row = database.get('SELECT source, settings, budgets, findings FROM budget_book WHERE id = 1')
  if (row === undefined) return null
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
