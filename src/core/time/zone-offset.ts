import {type OffsetSource, zoneSource} from './zone-source.ts'

/**
 * A stretch of time that holds one change of the clocks at most: in the tz database from 1970 on, no two changes of a zone are
 * nearer than 167 hours (America/Recife, October 2000).
 */
const CELL_MS = 4 * 86_400_000

interface Cell {
  readonly beforeMs: number
  /** First instant of the new offset, Infinity when the cell has none. */
  readonly changeMs: number
  readonly afterMs: number
}

interface Zone {
  readonly source: OffsetSource
  readonly cells: Map<number, Cell>
}

const zones = new Map<string, Zone>()

/**
 * Local time minus UTC of a zone at an instant, in milliseconds: +19,800,000 for Asia/Kolkata.
 *
 * The first question about four days costs two calls of Intl (twenty where the clocks change), each further one is a look-up.
 *
 * @param zone - IANA name.
 * @param atMs - Milliseconds since 1970, from 1970 on.
 * @throws RangeError when the zone does not exist (see `isTimeZone`).
 */
export function zoneOffsetMs(zone: string, atMs: number): number {
  const cell = cellAt(zone, atMs)
  return atMs < cell.changeMs ? cell.beforeMs : cell.afterMs
}

/**
 * The instant at which the clocks of a zone changed.
 *
 * @param zone - IANA name.
 * @param lowMs - An instant before the change.
 * @param highMs - An instant at or after it, whose offset differs from that of `lowMs`; at most two days apart.
 * @returns The first instant with the new offset.
 */
export function clockChangeMs(zone: string, lowMs: number, highMs: number): number {
  const {changeMs} = cellAt(zone, lowMs)
  return changeMs === Infinity ? cellAt(zone, highMs).changeMs : changeMs
}

function cellAt(zone: string, atMs: number): Cell {
  let known = zones.get(zone)
  if (!known) {
    known = {source: zoneSource(zone), cells: new Map()}
    zones.set(zone, known)
  }
  const index = Math.floor(atMs / CELL_MS)
  let cell = known.cells.get(index)
  if (!cell) {
    cell = probeCell(known.source, index * CELL_MS, (index + 1) * CELL_MS)
    known.cells.set(index, cell)
  }
  return cell
}

/** Looks at both ends; when they differ, bisects to the second. A change on the cell's own first instant belongs to the cell before it. */
function probeCell(source: OffsetSource, fromMs: number, toMs: number): Cell {
  const beforeMs = source(fromMs)
  const afterMs = source(toMs)
  if (beforeMs === afterMs) return {beforeMs, changeMs: Infinity, afterMs}
  let low = fromMs / 1000
  let high = toMs / 1000
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (source(middle * 1000) === beforeMs) low = middle
    else high = middle
  }
  return {beforeMs, changeMs: high * 1000, afterMs}
}
