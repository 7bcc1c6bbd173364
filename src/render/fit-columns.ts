import type {Column} from './column.ts'

/** Spaces between two columns. */
export const GAP = 2

/** A column with the width that it got. */
export interface FittedColumn {
  readonly column: Column
  readonly width: number
  /** Whether names are written in full, even beyond the width. */
  readonly whole: boolean
}

/** Beyond this, a column off a terminal is no longer filled up with spaces. */
const WIDEST_FILLED = 100

/** What a terminal has when nobody says. */
const USUAL_COLUMNS = 80

/**
 * Chooses the columns that fit and shares the room among them: by priority while the least widths fit; what is left goes to names
 * (evenly), then to bars, then to headers of several words.
 *
 * @param columns - In the order in which they are shown.
 * @param screen - Columns of the terminal; undefined when there is none: chosen as for 80, then names take the room that they need.
 */
export function fitColumns(columns: readonly Column[], screen: number | undefined): FittedColumn[] {
  const chosen = choose(columns, screen ?? USUAL_COLUMNS)
  const widths = chosen.map(({minWidth}) => minWidth)
  let room = (screen ?? USUAL_COLUMNS) - widthOfAll(widths)
  room -= raise(
    widths,
    chosen.map(({whole, minWidth, maxWidth}) => (whole ? maxWidth : minWidth)),
    room,
  )
  room -= raise(
    widths,
    chosen.map(({maxWidth}) => maxWidth),
    room,
  )
  raise(
    widths,
    chosen.map(({header, maxWidth}) => Math.max(maxWidth, header.length)),
    room,
    true,
  )
  if (screen !== undefined) return chosen.map((column, index) => ({column, width: widths[index] ?? 0, whole: false}))
  return chosen.map((column, index) => {
    const width = column.whole ? Math.min(WIDEST_FILLED, column.maxWidth) : (widths[index] ?? 0)
    return {column, width, whole: column.whole}
  })
}

/** Whether all columns fit at the width that they would like. */
export function allFit(columns: readonly Column[], screen: number | undefined): boolean {
  return widthOfAll(columns.filter(isEver).map(({maxWidth}) => maxWidth)) <= (screen ?? USUAL_COLUMNS)
}

function isEver({priority}: Column): boolean {
  return priority < Infinity
}

function choose(columns: readonly Column[], screen: number): Column[] {
  const chosen = new Set<Column>()
  for (const column of columns.filter(isEver).toSorted((a, b) => a.priority - b.priority)) {
    const width = widthOfAll([...chosen, column].map(({minWidth}) => minWidth))
    if (column.priority === 0 || width <= screen) chosen.add(column)
  }
  return columns.filter((column) => chosen.has(column))
}

function widthOfAll(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP, -GAP)
}

/** Raises widths towards their limits, the narrowest first, and says how much it gave; with `allOrNothing` only if all can be reached. */
function raise(widths: number[], limits: readonly number[], room: number, allOrNothing = false): number {
  const wanted = widths.reduce((sum, width, index) => sum + Math.max(0, (limits[index] ?? 0) - width), 0)
  if (allOrNothing && wanted > room) return 0
  let given = 0
  while (given < room) {
    let narrowest = -1
    widths.forEach((width, index) => {
      if (width < (limits[index] ?? 0) && width < (widths[narrowest] ?? Infinity)) narrowest = index
    })
    if (narrowest < 0) break
    widths[narrowest] = (widths[narrowest] ?? 0) + 1
    given++
  }
  return given
}
