import {isAscii} from 'node:buffer'
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

const BUFFER_BYTES = 256 * 1024
const LINE_FEED = 10
// A search runs as fast as the first byte of its needle is rare. So keys are searched by their rare last bytes, closing
// quote included, and the bytes before are checked; what else is hit, the parsed line sorts out.
const USAGE = keyNeedle('usa', 'ge"')
const AGENT_ID = keyNeedle('gent', 'Id"')
// with its opening quote: a title or a prompt may well end in the same word
const RESULT = keyNeedle('"tool', '_result"')
const OTHER = ['user"', 'Title"', '-state"', '_boundary"'].map((needle) => keyNeedle('', needle))

const LONGEST_NEEDLE_BYTES = RESULT.before.length + RESULT.searched.length

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

interface Needle {
  readonly before: Buffer
  readonly searched: Buffer
}

function keyNeedle(before: string, searched: string): Needle {
  return {before: Buffer.from(before), searched: Buffer.from(searched)}
}

/** Position of a needle's searched part, or Infinity. */
function position(view: Buffer, {before, searched}: Needle, from: number): number {
  let at = view.indexOf(searched, from)
  while (at >= 0 && !precededBy(view, at, before)) at = view.indexOf(searched, at + 1)
  return at < 0 ? Infinity : at
}

function precededBy(view: Buffer, at: number, before: Buffer): boolean {
  for (let index = before.length, from = at - index; index-- > 0;) {
    if (view[from + index] !== before[index]) return false
  }
  return true
}

function holds(view: Buffer, needle: Needle): boolean {
  return position(view, needle, 0) < Infinity
}

/** Scans the whole lines of a buffer. @returns How many bytes they take. */
function scanBuffer(view: Buffer, base: number, handler: LineHandler): number {
  // plain text is decoded faster when it is known to be plain
  const encoding = isAscii(view) ? 'latin1' : 'utf8'
  // each needle's next position is kept over lines, so that no byte is searched twice for the same one
  let usage = -1
  let result = -1
  let agentId = -1
  let start = 0
  for (let end = view.indexOf(LINE_FEED, 0); end >= 0; end = view.indexOf(LINE_FEED, start)) {
    if (usage < start) usage = position(view, USAGE, start)
    let wanted = usage < end
    if (!wanted) {
      if (result < start) result = position(view, RESULT, start)
      if (result > end) wanted = holdsOther(view, start, end)
      else if (handler.wantsToolResults()) wanted = true
      else {
        // a line with a tool result is wanted when it names the run of a subagent beside the one that it stands in
        if (agentId < start) agentId = position(view, AGENT_ID, start)
        if (agentId < end && handler.agentIdInEnvelope) agentId = position(view, AGENT_ID, agentId + 1)
        wanted = agentId < end
      }
    }
    if (wanted) handler.line(view.toString(encoding, start, end), base + start, true)
    start = end + 1
  }
  return start
}

function holdsOther(view: Buffer, start: number, end: number): boolean {
  if (end - start < 8) return false
  const line = view.subarray(start, end)
  return OTHER.some((needle) => holds(line, needle))
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
  const first = position(piece, AGENT_ID, 0)
  const agentIds = first === Infinity ? 0 : position(piece, AGENT_ID, first + 1) === Infinity ? 1 : 2
  return {
    usage: before.usage || holds(piece, USAGE),
    result: before.result || holds(piece, RESULT),
    agentIds: before.agentIds + agentIds,
    other: before.other || OTHER.some((needle) => holds(piece, needle)),
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
