import {visible} from './visible.ts'

/** A number with all its digits, as it is to be written. Only we make these. */
export interface Digits {
  readonly digits: string
}

/** A cell: text from anywhere, a number of ours, or nothing. */
export type CsvCell = string | number | bigint | Digits | null

/** First characters that make a spreadsheet calculate instead of show, with their full-width forms. */
const FORMULA = /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/

/** Text that any reader takes for one cell as it stands. */
const SIMPLE = /^[\p{L}\p{N}_./:()~@*+#%=&'\\ -]*$/u

/**
 * One line of CSV after RFC 4180. A text that a spreadsheet would take for a formula gets `'` before it, control characters become
 * visible; numbers stay numbers, negative ones too.
 *
 * @returns The line with its newline.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\n`
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return cell.digits
  if (typeof cell !== 'string') return String(cell)
  const text = (FORMULA.test(cell) ? "'" : '') + visible(cell)
  return SIMPLE.test(text) && text.trim() === text ? text : `"${text.replaceAll('"', '""')}"`
}
