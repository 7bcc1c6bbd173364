import type {Problem} from '../problem.ts'
import {parseTimestamp} from '../time/parse-timestamp.ts'
import type {BestCopy, CallState, Evidence, HomeCopy, ToolUse, VisibleBlock} from './copy.ts'
import type {FactSink, SpawnFact} from './facts.ts'
import {isJsonObject, nonEmptyString, type JsonObject} from './json-value.ts'
import type {LogPlace} from './log-place.ts'
import {fireSkills, skillsInForce, type ReaderContext} from './reader-context.ts'
import {runKey} from './run-key.ts'
import {textHash} from './text-hash.ts'
import {threadOf} from './thread.ts'
import {readUsage} from './usage.ts'

/** Positions of tool uses: offset of the line × this + index of the block. */
const BLOCKS_PER_LINE = 1024

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
  const thread = threadOf(line, place, context) // also of a line that is no call: the chain goes on through it
  const message = line['message']
  if (!isJsonObject(message) || !isJsonObject(message['usage'])) return
  const model = nonEmptyString(message['model']) ?? ''
  if (model === '<synthetic>') return
  const outcome = readUsage(message['usage'], model)
  if (outcome.refusedField !== undefined) {
    const problem: Problem = {code: 'USAGE_REFUSED', file: place.path, offset, facts: {field: outcome.refusedField}}
    sink.problem(problem)
    return
  }
  const identity = responseIdentity(message, line, place.firstPath, offset)
  const skills = skillsInForce(thread.context, identity)
  const evidence = readEvidence(line, place, thread.chain, skills)
  const content = Array.isArray(message['content']) ? message['content'].filter(isJsonObject) : []
  const hasStop = nonEmptyString(message['stop_reason']) !== null
  const reported = line['costUSD']
  const best: BestCopy = {
    sidechain: evidence.sidechain,
    hasStop,
    path: place.path,
    offset,
    model,
    usage: outcome.usage,
    iterations: outcome.iterations,
    requestId: nonEmptyString(line['requestId']),
    reportedUsd: typeof reported === 'number' && Number.isFinite(reported) && reported >= 0 ? reported : null,
  }
  const atMs = parseTimestamp(line['timestamp'])
  const forked = isJsonObject(line['forkedFrom'])
  const prompt = nonEmptyString(line['promptId']) ?? thread.context.prompt
  const home: HomeCopy = {forked, atMs, path: place.path, offset, evidence, prompt}
  const tools = readTools(content, offset)
  const state: CallState = {identity, atMs, best, home, tools, blocks: hasStop ? null : readBlocks(content)}
  sink.call(state)
  const ownSkills = evidence.nativeSkill === null ? skills : [evidence.nativeSkill]
  for (const block of content) {
    if (block['type'] !== 'tool_use' || !isJsonObject(block['input'])) continue
    if (block['name'] === 'Skill') {
      const skill = nonEmptyString(block['input']['skill']) ?? nonEmptyString(block['input']['command'])
      if (skill !== null) fireSkills(thread.context, identity, [skill.replace(/^\//, '')])
    } else if (block['name'] === 'Agent' || block['name'] === 'Task') {
      const spawn = readSpawn(block, block['input'], evidence, ownSkills, prompt, sortKey(home))
      if (spawn !== null) sink.spawn(spawn)
    }
  }
}

/** Text that sorts copies as {@link compareHome} does. */
function sortKey({forked, atMs, path, offset, evidence}: HomeCopy): string {
  const flags = `${Number(evidence.sidechain)}${Number(forked)}`
  return [flags, digits(atMs ?? Number.MAX_SAFE_INTEGER), evidence.session ?? '', path, digits(offset)].join('\n')
}

function digits(number: number): string {
  return String(number).padStart(16, '0')
}

/** Identity of a response: message id, else request id, else the line's uuid, else file and offset. */
function responseIdentity(message: JsonObject, line: JsonObject, path: string, offset: number): string {
  const id = nonEmptyString(message['id'])
  if (id !== null) return id
  const request = nonEmptyString(line['requestId'])
  if (request !== null) return `request:${request}`
  const uuid = nonEmptyString(line['uuid'])
  return uuid === null ? `line:${path}:${offset}` : `uuid:${uuid}`
}

function readEvidence(
  line: JsonObject,
  place: LogPlace,
  chain: string | null,
  skills: readonly string[] | null,
): Evidence {
  const session = nonEmptyString(line['sessionId']) ?? place.session
  const agentId = nonEmptyString(line['agentId']) ?? place.agentId ?? chain
  const sidechain = place.sidechain || line['isSidechain'] === true
  return {
    session,
    cwd: nonEmptyString(line['cwd']),
    branch: nonEmptyString(line['gitBranch']),
    version: nonEmptyString(line['version']),
    entrypoint: nonEmptyString(line['entrypoint']),
    sidechain,
    compaction: place.compaction,
    run: sidechain && agentId !== null && !place.compaction ? runKey(session, agentId) : null,
    nativeAgent: nonEmptyString(line['attributionAgent']),
    nativeSkill: nonEmptyString(line['attributionSkill']),
    nativePlugin: nonEmptyString(line['attributionPlugin']),
    skills,
    peer: null,
  }
}

function readTools(content: readonly JsonObject[], offset: number): ToolUse[] {
  const tools: ToolUse[] = []
  content.forEach((block, index) => {
    const name = block['type'] === 'tool_use' ? nonEmptyString(block['name']) : null
    if (name === null) return
    const position = offset * BLOCKS_PER_LINE + Math.min(index, BLOCKS_PER_LINE - 1)
    tools.push({useHash: textHash(nonEmptyString(block['id']) ?? `${position}`), name, position})
  })
  return tools
}

function readBlocks(content: readonly JsonObject[]): VisibleBlock[] {
  const blocks = new Map<number, VisibleBlock>()
  for (const block of content) {
    const text = visibleText(block)
    if (text === null) continue
    const hash = textHash(`${String(block['type'])}:${nonEmptyString(block['id']) ?? ''}:${text}`)
    blocks.set(hash, {hash, characters: text.length})
  }
  return [...blocks.values()]
}

function visibleText(block: JsonObject): string | null {
  if (block['type'] === 'text') return nonEmptyString(block['text'])
  if (block['type'] === 'thinking') return nonEmptyString(block['thinking'])
  if (block['type'] !== 'tool_use' || block['input'] === undefined) return null
  try {
    return JSON.stringify(block['input'])
  } catch {
    return null // nested too deeply to be written: an estimate from below may leave it out
  }
}

function readSpawn(
  block: JsonObject,
  input: JsonObject,
  evidence: Evidence,
  skills: readonly string[] | null,
  prompt: string | null,
  order: string,
): SpawnFact | null {
  const toolUseId = nonEmptyString(block['id'])
  if (toolUseId === null) return null
  const promptText = nonEmptyString(input['prompt'])
  return {
    toolUseId,
    session: evidence.session,
    agentType: nonEmptyString(input['subagent_type']),
    promptHash: promptText === null ? null : textHash(promptText),
    skills,
    prompt,
    run: evidence.run,
    order,
  }
}
