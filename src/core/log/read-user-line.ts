import {parseTimestamp} from '../time/parse-timestamp.ts'
import type {FactSink} from './facts.ts'
import {isJsonObject, nonEmptyString, type JsonObject} from './json-value.ts'
import type {LogPlace} from './log-place.ts'
import {answeredTask, type ReaderContext} from './reader-context.ts'
import {runKey} from './run-key.ts'
import {slashCommandSkill} from './slash-command.ts'
import {textHash} from './text-hash.ts'
import {threadOf} from './thread.ts'
import {isTypedPrompt, userText} from './typed-prompt.ts'

/**
 * Reads a line of type `user`: prompts and slash commands move the context on; results of the Agent tool and the first
 * line of an inline sidechain say which call started a run.
 *
 * @param line - The parsed line.
 * @param place - What the file's path says.
 * @param context - Moved on in place.
 * @param sink - Receives prompts and facts on runs.
 */
export function readUserLine(line: JsonObject, place: LogPlace, context: ReaderContext, sink: FactSink): void {
  const session = nonEmptyString(line['sessionId']) ?? place.session
  readAgentResult(line, session, sink)
  const thread = threadOf(line, place, context)
  const promptId = nonEmptyString(line['promptId'])
  if (promptId !== null) thread.context.prompt = promptId
  const text = userText(line)
  if (text === null) return
  if (thread.chain !== null && thread.chain === line['uuid']) readChainStart(thread.chain, text, session, context, sink)
  if (thread.context === context.main && !place.sidechain) readPrompt(line, text, session, context, sink)
}

/** The first line of an inline sidechain repeats the prompt of the call that started it. */
function readChainStart(
  chain: string,
  text: string,
  session: string | null,
  context: ReaderContext,
  sink: FactSink,
): void {
  const chainPromptHash = textHash(text)
  const toolUseId = answeredTask(context, chainPromptHash)
  sink.run({
    run: runKey(session, chain),
    session,
    agentId: chain,
    chainPromptHash,
    ...(toolUseId === null ? {} : {resultToolUseId: toolUseId}),
  })
}

/** What the user typed, a prompt or any command, ends the skills in force; a slash command of the user's own starts one. */
function readPrompt(
  line: JsonObject,
  text: string,
  session: string | null,
  context: ReaderContext,
  sink: FactSink,
): void {
  const skill = slashCommandSkill(text)
  const expandsCommand = context.command !== null && line['parentUuid'] === context.command && hasBlocks(line)
  context.command = null
  if (skill === undefined && (expandsCommand || !isTypedPrompt(line, text))) return
  const key = nonEmptyString(line['promptId']) ?? nonEmptyString(line['uuid'])
  context.main.prompt = key
  context.main.skills = typeof skill === 'string' ? [skill] : []
  context.main.fired = null
  if (skill !== undefined) context.command = nonEmptyString(line['uuid'])
  if (key !== null && session !== null) sink.prompt({key, session, atMs: parseTimestamp(line['timestamp'])})
}

/** The expansion of a command is written as blocks; what a user types is a string. */
function hasBlocks(line: JsonObject): boolean {
  const message = line['message']
  return isJsonObject(message) && Array.isArray(message['content'])
}

/** `toolUseResult` of the Agent tool names the run that the call started. */
function readAgentResult(line: JsonObject, session: string | null, sink: FactSink): void {
  const result = line['toolUseResult']
  if (!isJsonObject(result)) return
  const agentId = nonEmptyString(result['agentId'])
  if (agentId === null) return
  const toolUseId = resultToolUseId(line)
  const agentType = nonEmptyString(result['agentType'])
  sink.run({
    run: runKey(session, agentId),
    session,
    agentId,
    ...(toolUseId === null ? {} : {resultToolUseId: toolUseId}),
    ...(agentType === null ? {} : {resultAgentType: agentType}),
  })
}

function resultToolUseId(line: JsonObject): string | null {
  const message = line['message']
  const content = isJsonObject(message) ? message['content'] : undefined
  if (!Array.isArray(content)) return null
  for (const block of content) {
    if (isJsonObject(block) && block['type'] === 'tool_result') return nonEmptyString(block['tool_use_id'])
  }
  return null
}
