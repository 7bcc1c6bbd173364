import {parseTimestamp} from '../time/parse-timestamp.ts'
import type {FactSink} from './facts.ts'
import {isJsonObject, nonEmptyString, type JsonObject} from './json-value.ts'
import type {LogPlace} from './log-place.ts'
import {readResponse} from './read-response.ts'
import {readUserLine} from './read-user-line.ts'
import type {ReaderContext} from './reader-context.ts'
import {threadOf} from './thread.ts'

/**
 * Reads one line of a transcript: hands what it says to the sink and moves the context on.
 *
 * @param text - The line without its line end; a byte order mark and a carriage return are tolerated.
 * @param offset - Byte offset of the line in its file.
 * @param place - What the file's path says.
 * @param context - Moved on in place.
 * @param sink - Receives calls and facts; a line that is not JSON, or is refused, is a problem there.
 * @returns Whether the line is whole: JSON of any kind.
 */
export function readLine(
  text: string,
  offset: number,
  place: LogPlace,
  context: ReaderContext,
  sink: FactSink,
): boolean {
  const line = parse(text)
  if (line === undefined) return false
  if (isJsonObject(line)) readParsedLine(line, offset, place, context, sink)
  return true
}

function readParsedLine(
  line: JsonObject,
  offset: number,
  place: LogPlace,
  context: ReaderContext,
  sink: FactSink,
): void {
  switch (line['type']) {
    case 'assistant':
      readResponse(line, offset, place, context, sink)
      break
    case 'user':
      readUserLine(line, place, context, sink)
      break
    case 'custom-title':
    case 'ai-title':
      readTitle(line, offset, place, sink)
      break
    case 'cost-state':
      readCostState(line, offset, place, sink)
      break
    case 'system':
      readSystemLine(line, place, sink)
      threadOf(line, place, context)
      break
    default: // every other kind of line holds neither calls nor attribution, but an inline chain may go on through it
      threadOf(line, place, context)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch {
    return undefined
  }
}

function readTitle(line: JsonObject, offset: number, place: LogPlace, sink: FactSink): void {
  const custom = line['type'] === 'custom-title'
  const title = nonEmptyString(custom ? line['customTitle'] : line['aiTitle'])
  const session = nonEmptyString(line['sessionId']) ?? place.session
  if (title !== null && session !== null) sink.title({session, custom, title, path: place.path, offset})
}

function readCostState(line: JsonObject, offset: number, place: LogPlace, sink: FactSink): void {
  const session = nonEmptyString(line['sessionId']) ?? place.session
  if (session === null || !isJsonObject(line['modelUsage'])) return
  const json = JSON.stringify({
    totalCostUSD: line['totalCostUSD'],
    startTime: line['startTime'],
    modelUsage: line['modelUsage'],
  })
  sink.costState({session, path: place.path, offset, json})
}

function readSystemLine(line: JsonObject, place: LogPlace, sink: FactSink): void {
  const session = nonEmptyString(line['sessionId']) ?? place.session
  const atMs = parseTimestamp(line['timestamp'])
  if (line['subtype'] === 'compact_boundary' && session !== null && atMs !== null) sink.compaction({session, atMs})
}
