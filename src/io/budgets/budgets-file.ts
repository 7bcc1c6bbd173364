import {existsSync} from 'node:fs'
import {NO_BUDGETS} from '../../core/budget/budget.ts'
import {parseBudgets} from '../../core/budget/parse-budgets.ts'
import {readSettingsText} from '../config/read-settings-text.ts'
import {readYaml} from '../config/read-yaml.ts'
import type {Database} from '../ledger/database.ts'
import {bookReader, type Book} from '../ledger/spent-book.ts'
import {rebuildSpent} from '../ledger/spent-rebuild.ts'
import type {WindowSettings} from '../ledger/spent-windows.ts'

/** Of what a ledger keeps of a budgets file; another one makes it read the file again. */
const BOOK_FORM = 2

/** The file that budgets are read from: `budgets.yaml`, or `budgets.json` where there is only that. */
export function budgetsPath(path: string): string {
  const json = `${path.slice(0, -'.yaml'.length)}.json`
  return existsSync(path) || !existsSync(json) ? path : json
}

/**
 * The budgets in force, with the amounts in the ledger brought in step with them: YAML is read, and amounts are counted
 * anew, only when the file, the time zone or the start of months has changed.
 *
 * @param path - The budgets file.
 * @param read - Reads the book in the ledger.
 */
export function followBudgets(
  database: Database,
  path: string,
  settings: WindowSettings,
  read: () => Book | null = bookReader(database),
): Book {
  const file = readSettingsText(budgetsPath(path))
  // the text itself: comparing two texts takes no time, and hashing one does
  const source = file.kind === 'read' ? `${BOOK_FORM}:${file.text}` : file.kind
  const known = read()
  if (known !== null && isSame(known, source, settings)) return known
  if (known === null && file.kind === 'missing') return {source, settings, budgets: NO_BUDGETS, findings: []}
  const book = {source, settings, ...understood(file)}
  const followed = database.transaction(() => {
    const meanwhile = read()
    if (meanwhile !== null && isSame(meanwhile, source, settings)) return meanwhile
    rebuildSpent(database, book)
    return book
  })
  // so much was written that whoever opens the ledger next would spend milliseconds on reading the log of it
  database.get('PRAGMA wal_checkpoint(TRUNCATE)')
  return followed
}

/** What a budgets file says, without any ledger. */
export function readBudgets(path: string): ReturnType<typeof understood> {
  return understood(readSettingsText(budgetsPath(path)))
}

function understood(file: ReturnType<typeof readSettingsText>): Pick<Book, 'budgets' | 'findings'> {
  if (file.kind === 'missing') return {budgets: NO_BUDGETS, findings: []}
  return parseBudgets(file.kind === 'read' ? readYaml(file.text) : file.document)
}

function isSame(book: Book, source: string, {zone, monthStart}: WindowSettings): boolean {
  return book.source === source && book.settings.zone === zone && book.settings.monthStart === monthStart
}
