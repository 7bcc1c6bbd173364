import {TOKEN_CLASSES, type TokenSums} from '../tokens.ts'
import {CELL_DIMENSIONS, type Cell, type CellRate} from './cell.ts'

/**
 * Puts cells of the same key and rate together and sorts them by key and rate, so that neither the order nor the division of the
 * cells that come in shows in those that go out.
 */
export function compactCells(cells: readonly Cell[]): Cell[] {
  const byKey = new Map<string, Cell>()
  for (const cell of cells) {
    const id = JSON.stringify([...CELL_DIMENSIONS.map((dimension) => cell.key[dimension]), rateKey(cell.rate)])
    const known = byKey.get(id)
    byKey.set(id, known === undefined ? cell : addCells(known, cell))
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}

/**
 * A text that is the same for the same rates only.
 *
 * @returns All fields of the rate; for keys and for order, not for people.
 */
export function rateKey({status, from, condition, batch, geoUs, vector}: CellRate): string {
  const rates = [...TOKEN_CLASSES.map((tokenClass) => vector[tokenClass]), vector.webSearch]
  return JSON.stringify([status, from, condition, batch, geoUs, ...rates.map(String)])
}

function addCells(left: Cell, right: Cell): Cell {
  return {
    ...left,
    calls: left.calls + right.calls,
    tokens: addTokens(left.tokens, right.tokens),
    webSearches: left.webSearches + right.webSearches,
  }
}

/** @returns The class-wise sum. */
export function addTokens(left: TokenSums, right: TokenSums): TokenSums {
  return {
    input: left.input + right.input,
    output: left.output + right.output,
    cacheRead: left.cacheRead + right.cacheRead,
    cacheWrite5m: left.cacheWrite5m + right.cacheWrite5m,
    cacheWrite1h: left.cacheWrite1h + right.cacheWrite1h,
  }
}
