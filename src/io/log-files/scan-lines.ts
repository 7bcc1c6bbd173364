import {readSync} from 'node:fs'

/** What a scan hands over: whole lines that hold something, with their place in the file. */
export interface LineHandler {
  /** Whether lines that hold nothing but a tool result are wanted (files with inline sidechains need their links). */
  readonly wantsToolResults: () => boolean
  /** Whether an `"agentId"` stands in every line's envelope, so that only a second one says something. */
  readonly agentIdInEnvelope: boolean
  /**
   * @returns Whether the line is whole JSON. A last line without newline that is not waits for its rest.
   */
  readonly line: (text: string, offset: number, terminated: boolean) => boolean
  readonly tooLong: (offset: number, bytes: number) => void
}

/** Longest line of a call that is parsed. */
export const LONGEST_LINE_BYTES = 64 * 1024 * 1024

const BUFFER_BYTES = 1024 * 1024
const LINE_FEED = 10
// Needles of 7 bytes at most that do not begin with a quote: Buffer.indexOf is three times as fast on them. They are
// ends of the keys that matter; what they hit beside those is sorted out by the parsed line.
const USAGE = Buffer.from('usage"')
const RESULT = Buffer.from('result"')
const AGENT_ID = Buffer.from('gentId"')
const OTHER = ['user"', 'Title"', 'state"', 'undary"'].map((needle) => Buffer.from(needle))

const LONGEST_NEEDLE_BYTES = 7

const sharedBuffer = Buffer.allocUnsafeSlow(BUFFER_BYTES)

/**
 * Scans a file's bytes for lines that hold calls or attribution, and hands over those lines only. Memory is one fixed
 * buffer plus the line at hand, whatever the length of the file or of its lines.
 *
 * @param file - An open file descriptor.
 * @param from - Offset of the first byte of a line.
 * @param to - Offset at which to stop (the file's size when it was opened).
 * @param handler - Called in file order.
 * @returns The offset after the last line that was taken: where to go on next time.
 */
export function scanLines(file: number, from: number, to: number, handler: LineHandler): number {
  let base = from // file offset of buffer[0]
  let filled = 0
  while (true) {
    const wanted = Math.min(BUFFER_BYTES - filled, to - base - filled)
    const read = wanted === 0 ? 0 : readSync(file, sharedBuffer, filled, wanted, base + filled)
    filled += read
    const view = sharedBuffer.subarray(0, filled)
    const taken = scanBuffer(view, base, handler)
    if (read === 0) return base + taken + takeLastLine(view, taken, base, handler)
    if (taken === 0 && filled === BUFFER_BYTES) {
      const end = scanLongLine(file, base, to, handler)
      if (end === null) return base
      base = end
      filled = 0
      continue
    }
    sharedBuffer.copyWithin(0, taken, filled)
    base += taken
    filled -= taken
  }
}

/** Scans the whole lines of a buffer. @returns How many bytes they take. */
function scanBuffer(view: Buffer, base: number, handler: LineHandler): number {
  let start = 0
  let nextUsage = 0
  let nextResult = 0
  for (let end = view.indexOf(LINE_FEED, 0); end >= 0; end = view.indexOf(LINE_FEED, start)) {
    if (nextUsage < start + 1) nextUsage = position(view, USAGE, start + 1)
    if (nextUsage < end) {
      // one of several occurrences may stand inside a text; the parsed line decides
      hand(view, start, end, base, handler)
    } else {
      if (nextResult < start + 1) nextResult = position(view, RESULT, start + 1)
      if (nextResult < end ? wantsResult(view, start, end, handler) : holdsOther(view, start, end)) {
        hand(view, start, end, base, handler)
      }
    }
    start = end + 1
  }
  return start
}

/** Position of the next needle, or Infinity. */
function position(view: Buffer, needle: Buffer, from: number): number {
  const at = view.indexOf(needle, from)
  return at < 0 ? Infinity : at
}

/** A line with a tool result is wanted when it names the run of a subagent, or when all of them are. */
function wantsResult(view: Buffer, start: number, end: number, handler: LineHandler): boolean {
  if (handler.wantsToolResults()) return true
  const line = view.subarray(start, end)
  const first = line.indexOf(AGENT_ID)
  if (first < 0) return false
  return !handler.agentIdInEnvelope || line.indexOf(AGENT_ID, first + 1) >= 0
}

function holdsOther(view: Buffer, start: number, end: number): boolean {
  if (end - start < 8) return false
  const line = view.subarray(start, end)
  return OTHER.some((needle) => line.indexOf(needle) >= 0)
}

function hand(view: Buffer, start: number, end: number, base: number, handler: LineHandler): void {
  handler.line(view.toString('utf8', start, end), base + start, true)
}

/** The last line, without a newline: taken when it is whole JSON that holds something. @returns Bytes taken. */
function takeLastLine(view: Buffer, start: number, base: number, handler: LineHandler): number {
  const line = view.subarray(start)
  if (line.length === 0 || !isWanted(lookFor(line, NOTHING_FOUND), handler)) return 0
  return handler.line(line.toString('utf8'), base + start, false) ? line.length : 0
}

/** Which needles stand in a line, found piece by piece. */
interface Found {
  readonly usage: boolean
  readonly result: boolean
  readonly agentIds: number
  readonly other: boolean
}

const NOTHING_FOUND: Found = {usage: false, result: false, agentIds: 0, other: false}

function lookFor(piece: Buffer, before: Found): Found {
  const first = piece.indexOf(AGENT_ID)
  const agentIds = first < 0 ? 0 : piece.indexOf(AGENT_ID, first + 1) < 0 ? 1 : 2
  return {
    usage: before.usage || piece.indexOf(USAGE) >= 0,
    result: before.result || piece.indexOf(RESULT) >= 0,
    agentIds: before.agentIds + agentIds,
    other: before.other || OTHER.some((needle) => piece.indexOf(needle) >= 0),
  }
}

function isWanted(found: Found, handler: LineHandler): boolean {
  if (found.usage) return true
  if (!found.result) return found.other
  return handler.wantsToolResults() || found.agentIds > Number(handler.agentIdInEnvelope)
}

/**
 * A line longer than the buffer: its needles are looked for piece by piece; it is read whole only when it is wanted.
 *
 * @returns The offset after the line, or null when the file ends before the line does.
 */
function scanLongLine(file: number, start: number, to: number, handler: LineHandler): number | null {
  let found = NOTHING_FOUND
  let at = start
  let carried = 0
  while (true) {
    const read = readSync(file, sharedBuffer, carried, Math.min(BUFFER_BYTES - carried, to - at), at)
    if (read === 0) return handLongLine(file, start, at, false, found, handler) ? at : null
    const view = sharedBuffer.subarray(0, carried + read)
    const lineFeed = view.indexOf(LINE_FEED, carried)
    found = lookFor(lineFeed < 0 ? view : view.subarray(0, lineFeed), found)
    if (lineFeed >= 0) {
      const end = at + lineFeed - carried
      handLongLine(file, start, end, true, found, handler)
      return end + 1
    }
    at += read
    carried = Math.min(LONGEST_NEEDLE_BYTES - 1, view.length)
    sharedBuffer.copyWithin(0, view.length - carried, view.length)
  }
}

/** Reads a long line whole and hands it over, if it is wanted and not too long. */
function handLongLine(
  file: number,
  start: number,
  end: number,
  terminated: boolean,
  found: Found,
  handler: LineHandler,
): boolean {
  if (!isWanted(found, handler)) return false
  const bytes = end - start
  if (bytes > LONGEST_LINE_BYTES) {
    if (found.usage && terminated) handler.tooLong(start, bytes)
    return false
  }
  const line = Buffer.allocUnsafeSlow(bytes)
  let filled = 0
  while (filled < bytes) {
    const read = readSync(file, line, filled, bytes - filled, start + filled)
    if (read === 0) return false
    filled += read
  }
  return handler.line(line.toString('utf8'), start, terminated)
}
