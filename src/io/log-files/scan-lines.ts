import {readSync} from 'node:fs'
import {BUFFER_BYTES, foundStart, theScanner, type Scanner} from './scanner.ts'

/** What a scan hands over: lines that hold something, or are no objects at all, with their place in the file. */
export interface LineHandler {
  /** Whether every line that holds something is wanted (the chains of inline sidechains go on through all of them). */
  readonly wantsLinks: () => boolean
  /** Whether an `"agentId"` stands in the lines' envelopes: only one in a `toolUseResult`, or a second one, says something. */
  readonly agentIdInEnvelope: boolean
  /**
   * Takes a line, `bytes` from `start` to `end`, which hold it only until this returns.
   *
   * @returns Whether the line is whole JSON. A last line without newline that is not waits for its rest.
   */
  readonly line: (bytes: Buffer, start: number, end: number, offset: number, terminated: boolean) => boolean
  readonly tooLong: (offset: number, bytes: number) => void
}

/** Longest line of a call that is parsed. */
export const LONGEST_LINE_BYTES = 64 * 1024 * 1024

const LINE_FEED = 10

/** What makes a line worth reading is a key; so many bytes before its closing quote belong to it. */
const LONGEST_KEY_BYTES = 12

/**
 * Scans a file's bytes for lines that hold calls or attribution, and hands over those, and lines that are no JSON. Memory is one fixed
 * buffer plus the line at hand, whatever the length of the file or of its lines.
 *
 * @param file - An open file descriptor.
 * @param from - Offset of the first byte of a line.
 * @param to - Offset at which to stop (the file's size when it was opened).
 * @param handler - Called in file order.
 * @returns The offset after the last line that was taken: where to go on next time.
 */
export function scanLines(file: number, from: number, to: number, handler: LineHandler): number {
  const scanner = theScanner()
  const {data} = scanner
  let base = from // file offset of data[0]
  let filled = 0
  while (true) {
    const wanted = Math.min(BUFFER_BYTES - filled, to - base - filled)
    const read = wanted === 0 ? 0 : readSync(file, data, filled, wanted, base + filled)
    filled += read
    const taken = scanData(scanner, filled, base, handler)
    if (read === 0) return base + taken + takeLastLine(scanner, taken, filled, base, handler)
    if (taken === 0 && filled === BUFFER_BYTES) {
      const end = scanLongLine(scanner, file, base, to, handler)
      if (end === null) return base
      base = end
      filled = 0
      continue
    }
    data.copyWithin(0, taken, filled)
    base += taken
    filled -= taken
  }
}

/** Scans the whole lines of the data. @returns How many bytes they take. */
function scanData(scanner: Scanner, filled: number, base: number, handler: LineHandler): number {
  const idsInEnvelope = Number(handler.agentIdInEnvelope)
  let from = 0
  while (true) {
    const end = scanner.nextLine(from, filled, Number(handler.wantsLinks()), idsInEnvelope)
    const start = foundStart(scanner)
    if (end < 0) return start
    handler.line(scanner.data, start, end, base + start, true)
    from = end + 1
  }
}

/** The last line, without a newline: taken when it is whole JSON that holds something. @returns Bytes taken. */
function takeLastLine(scanner: Scanner, start: number, end: number, base: number, handler: LineHandler): number {
  if (start === end) return 0
  scanner.inspectPiece(start, end, 1)
  if (!isWanted(scanner, handler)) return 0
  return handler.line(scanner.data, start, end, base + start, false) ? end - start : 0
}

function isWanted(scanner: Scanner, handler: LineHandler): boolean {
  return scanner.isWanted(Number(handler.wantsLinks()), Number(handler.agentIdInEnvelope)) !== 0
}

/**
 * A line longer than the buffer: it is looked at piece by piece, and read whole only when it is wanted.
 *
 * @returns The offset after the line, or null when the file ends before the line does.
 */
function scanLongLine(scanner: Scanner, file: number, start: number, to: number, handler: LineHandler): number | null {
  const {data} = scanner
  let at = start
  let carried = 0
  while (true) {
    const read = readSync(file, data, carried, Math.min(BUFFER_BYTES - carried, to - at), at)
    if (read === 0) return handLongLine(scanner, file, start, at, false, handler) ? at : null
    const filled = carried + read
    const lineFeed = data.subarray(0, filled).indexOf(LINE_FEED, carried)
    scanner.inspectPiece(carried, lineFeed < 0 ? filled : lineFeed, Number(at === start))
    if (lineFeed >= 0) {
      const end = at + lineFeed - carried
      handLongLine(scanner, file, start, end, true, handler)
      return end + 1
    }
    at += read
    carried = Math.min(LONGEST_KEY_BYTES, filled)
    data.copyWithin(0, filled - carried, filled)
  }
}

/** Reads a long line whole and hands it over, if it is wanted and not too long. */
function handLongLine(
  scanner: Scanner,
  file: number,
  start: number,
  end: number,
  terminated: boolean,
  handler: LineHandler,
): boolean {
  if (!isWanted(scanner, handler)) return false
  const bytes = end - start
  if (bytes > LONGEST_LINE_BYTES) {
    if (scanner.holdsUsage() !== 0 && terminated) handler.tooLong(start, bytes)
    return false
  }
  const line = Buffer.allocUnsafeSlow(bytes)
  let filled = 0
  while (filled < bytes) {
    const read = readSync(file, line, filled, bytes - filled, start + filled)
    if (read === 0) return false
    filled += read
  }
  return handler.line(line, 0, bytes, start, terminated)
}
