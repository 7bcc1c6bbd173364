import {parseTimestamp} from '../time/parse-timestamp.ts'
import type {FactSink} from './facts.ts'
import {isJsonObject, nonEmptyString, type JsonObject} from './json-value.ts'
import type {LogPlace} from './log-place.ts'
import type {ReaderContext} from './reader-context.ts'
import {readContent} from './response-content.ts'
import type {Response} from './response.ts'
import {takeResponse} from './take-response.ts'
import {readUsage} from './usage.ts'

/**
 * Reads a line of type `assistant`: hands the call, and the subagents that it starts, to the sink.
 *
 * @param line - The parsed line.
 * @param offset - Byte offset of the line in its file.
 * @param place - What the file's path says.
 * @param context - Moved on in place.
 * @param sink - Receives the call, or a problem that names file, offset and field.
 */
export function readResponse(
  line: JsonObject,
  offset: number,
  place: LogPlace,
  context: ReaderContext,
  sink: FactSink,
): void {
  takeResponse(responseOf(line, offset), offset, place, context, sink)
}

function responseOf(line: JsonObject, offset: number): Response {
  const message = isJsonObject(line['message']) ? line['message'] : {}
  const model = nonEmptyString(message['model']) ?? ''
  const content = Array.isArray(message['content']) ? message['content'].filter(isJsonObject) : []
  const hasStop = nonEmptyString(message['stop_reason']) !== null
  const reported = line['costUSD']
  return {
    link: line,
    envelope: {
      isSidechain: line['isSidechain'] === true,
      prompt: nonEmptyString(line['promptId']),
      session: nonEmptyString(line['sessionId']),
      cwd: nonEmptyString(line['cwd']),
      branch: nonEmptyString(line['gitBranch']),
      version: nonEmptyString(line['version']),
      entrypoint: nonEmptyString(line['entrypoint']),
      agentId: nonEmptyString(line['agentId']),
      nativeAgent: nonEmptyString(line['attributionAgent']),
      nativeSkill: nonEmptyString(line['attributionSkill']),
      nativePlugin: nonEmptyString(line['attributionPlugin']),
    },
    usage: isJsonObject(message['usage']) ? readUsage(message['usage'], model) : null,
    model,
    messageId: nonEmptyString(message['id']),
    requestId: nonEmptyString(line['requestId']),
    uuid: nonEmptyString(line['uuid']),
    atMs: parseTimestamp(line['timestamp']),
    forked: isJsonObject(line['forkedFrom']),
    hasStop,
    reportedUsd: typeof reported === 'number' && Number.isFinite(reported) && reported >= 0 ? reported : null,
    content: readContent(content, offset, hasStop),
  }
}
