import type {Column} from './column.ts'
import {type FittedColumn, GAP, fitColumns} from './fit-columns.ts'
import {type Glyphs, glyphsFor} from './glyphs.ts'
import type {RenderOptions} from './options.ts'
import {type Style, styled} from './style.ts'
import {textWidth} from './text-width.ts'

/** A table on a terminal: columns, and how the rows are set off. */
export interface Table {
  readonly columns: readonly Column[]
  readonly rows: number
  /** Rows above which a line is drawn. */
  readonly rulesAbove?: readonly number[]
  /** Styles of whole rows, by their number; a row without one has the styles of its columns. */
  readonly rowStyles?: Readonly<Record<number, Style>>
}

/** Draws a table: header, line, rows. Every line ends with a newline, none with a space. */
export function drawTable(table: Table, options: Pick<RenderOptions, 'columns' | 'color' | 'unicode'>): string {
  const fitted = fitColumns(table.columns, options.columns)
  const glyphs = glyphsFor(options)
  const rule = ruleOf(fitted, glyphs, options.color)
  const lines = [...headerOf(fitted, options.color), rule]
  for (let row = 0; row < table.rows; row++) {
    if (table.rulesAbove?.includes(row)) lines.push(rule)
    const cellOf = ({column, width, whole}: FittedColumn) => column.cell(row, whole ? Infinity : width)
    lines.push(line(fitted, cellOf, table.rowStyles?.[row], options.color))
  }
  return `${lines.join('\n')}\n`
}

function headerOf(fitted: readonly FittedColumn[], color: boolean): string[] {
  const stacks = fitted.map(({column: {header}, width}) => (header.length <= width ? [header] : header.split(' ')))
  const height = Math.max(1, ...stacks.map((stack) => stack.length))
  return Array.from({length: height}, (_, level) => {
    const wordOf = (_: FittedColumn, index: number) => {
      const stack = stacks[index]!
      return stack[level - (height - stack.length)] ?? ''
    }
    return line(fitted, wordOf, 'dim', color)
  })
}

function ruleOf(fitted: readonly FittedColumn[], {rule}: Glyphs, color: boolean): string {
  const width = fitted.reduce((sum, {width}) => sum + width + GAP, -GAP)
  return styled(rule.repeat(Math.max(0, width)), 'dim', color)
}

/** @param style - Undefined: each cell has its column's. */
function line(
  fitted: readonly FittedColumn[],
  cellOf: (fitted: FittedColumn, index: number) => string,
  style: Style | undefined,
  color: boolean,
): string {
  let text = ''
  let spaces = 0
  for (let index = 0; index < fitted.length; index++) {
    const one = fitted[index]!
    const {column, width} = one
    const cell = cellOf(one, index)
    const padding = Math.max(0, width - (column.isNarrow ? cell.length : textWidth(cell)))
    const isRight = column.align === 'right'
    if (cell !== '') {
      const styledCell = color ? styled(cell, style ?? column.style, color) : cell
      text += ' '.repeat(spaces + (isRight ? padding : 0)) + styledCell
    }
    // Spaces are only written before something, so that no line ends with them.
    spaces = cell === '' ? spaces + padding + GAP : (isRight ? 0 : padding) + GAP
  }
  return text
}
