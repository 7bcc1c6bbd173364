import type {Glyphs} from './glyphs.ts'
import {bar} from './glyphs.ts'
import type {Style} from './style.ts'
import {cutEnd, cutMiddle, cutStart, isNarrowText, textWidth} from './text-width.ts'

/** A column of a table on a terminal. */
export interface Column {
  /** Stands in one line, or in one line per word where the column is narrow. */
  readonly header: string
  readonly align: 'left' | 'right'
  /** 0 is always shown; the higher, the sooner it is left out; one of Infinity is never shown. */
  readonly priority: number
  /** The least width with which it is any use, and the width that it would like. */
  readonly minWidth: number
  readonly maxWidth: number
  /** Whether it grows beyond the screen when there is no screen, so that nothing of it is cut. */
  readonly whole: boolean
  readonly style: Style
  /** The cell of a row, no wider than `width`. */
  readonly cell: (row: number, width: number) => string
  /** Whether each character of its cells takes one column, so that their lengths are their widths. */
  readonly isNarrow: boolean
}

/** Where a name loses the least. */
const CUTS = {start: cutStart, middle: cutMiddle, end: cutEnd} as const

/** A column of numbers or short words, which are never cut. `cells` are safe to show. */
export function fixedColumn(
  header: string,
  priority: number,
  cells: readonly string[],
  {align = 'right', style = 'plain'}: {readonly align?: 'left' | 'right'; readonly style?: Style} = {},
): Column {
  const {width, isNarrow} = widest(header, cells)
  const cell = (row: number) => cells[row] ?? ''
  return {header, align, priority, minWidth: width, maxWidth: width, whole: false, style, cell, isNarrow}
}

/** A column of names, which are cut where there is too little room. `cells` are safe to show. */
export function nameColumn(
  header: string,
  priority: number,
  cells: readonly string[],
  {ellipsis}: Glyphs,
  {minWidth, cut = 'middle'}: {readonly minWidth: number; readonly cut?: keyof typeof CUTS},
): Column {
  const {width: maxWidth, isNarrow} = widest(header, cells)
  const shorten = CUTS[cut]
  const cell = (row: number, width: number): string => {
    const name = cells[row] ?? ''
    return isNarrow && name.length <= width ? name : shorten(name, width, ellipsis)
  }
  return {
    header,
    align: 'left',
    priority,
    minWidth: Math.min(minWidth, maxWidth),
    maxWidth,
    whole: true,
    style: 'plain',
    cell,
    isNarrow,
  }
}

/** A column of models: a name for which there is too little room loses its maker's before it is cut. */
export function modelColumn(
  header: string,
  priority: number,
  cells: readonly string[],
  glyphs: Glyphs,
  options: {readonly minWidth: number},
): Column {
  const full = nameColumn(header, priority, cells, glyphs, options)
  const brief = cells.map((cell) => cell.replace(/^claude-/, ''))
  const cell = (row: number, width: number): string => {
    const name = cells[row] ?? ''
    return textWidth(name) <= width ? name : cutMiddle(brief[row] ?? '', width, glyphs.ellipsis)
  }
  return {...full, cell}
}

/** A column of bars; null and absent parts stay empty, and without any the column is left out. */
export function barColumn(priority: number, parts: readonly (number | null)[], glyphs: Glyphs): Column {
  const largest = parts.reduce((most: number, part) => Math.max(most, part ?? 0), 0)
  return {
    header: '',
    align: 'left',
    priority: largest > 0 ? priority : Infinity,
    minWidth: 6,
    maxWidth: 24,
    whole: false,
    style: 'accent',
    cell: (row, width) => bar(largest > 0 ? (parts[row] ?? 0) / largest : null, width, glyphs),
    isNarrow: true,
  }
}

function widest(header: string, cells: readonly string[]): {width: number; isNarrow: boolean} {
  let width = Math.max(...header.split(' ').map((word) => word.length))
  let isNarrow = true
  for (const cell of cells) {
    const isPlain = isNarrowText(cell)
    const own = isPlain ? cell.length : textWidth(cell)
    if (own > width) width = own
    isNarrow &&= isPlain
  }
  return {width, isNarrow}
}
