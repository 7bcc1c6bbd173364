import {padEnd, padStart, textWidth} from './text-width.ts'
import {visible} from './visible.ts'

/**
 * Rows of cells as aligned text, without colour or lines: what the hook door prints.
 *
 * @param rows - Cells as they come; names are made visible here. Rows may differ in length.
 * @param alignments - One per column; left where there is none.
 * @returns Lines, each ended by a newline; no line ends with a space. Empty for no rows.
 */
export function plainRows(
  rows: readonly (readonly string[])[],
  alignments: readonly ('left' | 'right')[] = [],
): string {
  const shown = rows.map((row) => row.map(visible))
  const widths: number[] = []
  for (const row of shown)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, textWidth(cell))))
  return shown
    .map((row) =>
      row.map((cell, column) => (alignments[column] === 'right' ? padStart : padEnd)(cell, widths[column] ?? 0)),
    )
    .map((row) => `${row.join('  ').trimEnd()}\n`)
    .join('')
}
