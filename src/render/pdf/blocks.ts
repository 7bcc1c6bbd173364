import {COLORS, INNER, type Sheet} from './sheet.ts'

/** Figures side by side, each under its name. */
export function tiles(sheet: Sheet, figures: readonly (readonly [label: string, value: string])[]): void {
  const width = INNER / figures.length
  sheet.box(0, 0, INNER, 48, COLORS.panel)
  figures.forEach(([label, value], index) => {
    sheet.text(label, index * width + 8, 8, {size: 8, color: COLORS.soft, width: width - 10})
    sheet.text(value, index * width + 8, 22, {size: 15, bold: true, width: width - 10})
  })
  sheet.y += 66
}

/** A title that stays with what follows. */
export function heading(sheet: Sheet, title: string, room = 48): void {
  sheet.need(room)
  sheet.text(title, 0, 0, {size: 12, bold: true})
  sheet.y += 20
}

/** A table whose first column holds names; its headings stand on every page. */
export function table(
  sheet: Sheet,
  title: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const column = 78
  const first = INNER - column * (headings.length - 1)
  const draw = (cells: readonly string[], style: {size: number; color: typeof COLORS.ink}) =>
    cells.forEach((cell, index) => {
      if (index === 0) sheet.text(cell, 0, 0, {...style, width: first})
      else sheet.text(cell, first + (index - 1) * column, 0, {...style, align: 'right', width: column})
    })
  const head = () => {
    draw(headings, {size: 8, color: COLORS.soft})
    sheet.y += 14
  }
  // A table that would fit on a page stays in one piece.
  sheet.need(Math.min(32 + rows.length * 16, 400))
  sheet.text(title, 0, 0, {size: 12, bold: true})
  sheet.y += 18
  head()
  for (const row of rows) {
    if (sheet.need(16)) head()
    draw(row, {size: 9, color: COLORS.ink})
    sheet.box(0, 12.5, INNER, 0.5, COLORS.line)
    sheet.y += 16
  }
  sheet.y += 16
}

/** Words in lines of the page's width. */
export function paragraph(sheet: Sheet, words: string, color: typeof COLORS.ink = COLORS.soft): void {
  let row = ''
  const flush = () => {
    sheet.need(14)
    sheet.text(row, 0, 0, {size: 9, color})
    sheet.y += 12
    row = ''
  }
  for (const word of words.split(' ')) {
    const longer = row === '' ? word : `${row} ${word}`
    if (row !== '' && !sheet.fits(longer, 9)) {
      flush()
      row = word
    } else row = longer
  }
  flush()
  sheet.y += 6
}
