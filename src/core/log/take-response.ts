import type {BestCopy, CallState, Evidence, HomeCopy} from './copy.ts'
import type {FactSink, SpawnFact} from './facts.ts'
import {isJsonObject, nonEmptyString, type JsonObject} from './json-value.ts'
import type {LogPlace} from './log-place.ts'
import {awaitChain, fireSkills, skillsInForce, type ReaderContext} from './reader-context.ts'
import type {Envelope, Response} from './response.ts'
import {runKey} from './run-key.ts'
import {textHash} from './text-hash.ts'
import {threadOf, type Thread} from './thread.ts'

/**
 * Takes a response that was read: hands the call, and the subagents that it starts, to the sink.
 *
 * @param response - What its line says.
 * @param offset - Byte offset of the line in its file.
 * @param place - What the file's path says.
 * @param context - Moved on in place.
 * @param sink - Receives the call, or a problem that names file, offset and field.
 */
export function takeResponse(
  response: Response,
  offset: number,
  place: LogPlace,
  context: ReaderContext,
  sink: FactSink,
): void {
  const thread = threadOf(response.link, place, context) // also of a line that is no call: the chain goes on through it
  const {usage, model, content} = response
  if (usage === null || model === '<synthetic>') return
  if (usage.refusedField !== undefined) {
    sink.problem({code: 'USAGE_REFUSED', file: place.path, offset, facts: {field: usage.refusedField}})
    return
  }
  const identity = responseIdentity(response, place.firstPath, offset)
  const skills = skillsInForce(thread.context, identity)
  const evidence = evidenceOf(response.envelope, place, thread.chain, skills)
  const best: BestCopy = {
    sidechain: evidence.sidechain,
    hasStop: response.hasStop,
    path: place.path,
    offset,
    model,
    usage: usage.usage,
    iterations: usage.iterations,
    requestId: response.requestId,
    reportedUsd: response.reportedUsd,
  }
  const prompt = response.envelope.prompt ?? thread.context.prompt
  const home: HomeCopy = {forked: response.forked, atMs: response.atMs, path: place.path, offset, evidence, prompt}
  const call: CallState = {identity, atMs: response.atMs, best, home, tools: content.tools, blocks: content.blocks}
  sink.call(call)
  for (const block of content.starters) startFrom(block, identity, home, thread, context, sink)
}

/** A block may start a skill or a subagent. */
function startFrom(
  block: JsonObject,
  identity: string,
  home: HomeCopy,
  thread: Thread,
  context: ReaderContext,
  sink: FactSink,
): void {
  const input = block['input']
  if (!isJsonObject(input)) return
  if (block['name'] === 'Skill') {
    const skill = nonEmptyString(input['skill']) ?? nonEmptyString(input['command'])
    if (skill !== null) fireSkills(thread.context, identity, [skill.replace(/^\//, '')])
    return
  }
  const spawn = spawnOf(block, input, home)
  if (spawn === null) return
  sink.spawn(spawn)
  // the versions that write inline sidechains call the tool so
  const {promptHash, toolUseId} = spawn
  if (block['name'] === 'Task' && promptHash !== null) awaitChain(context, {promptHash, toolUseId})
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
function responseIdentity({messageId, requestId, uuid}: Response, path: string, offset: number): string {
  if (messageId !== null) return messageId
  if (requestId !== null) return `request:${requestId}`
  return uuid === null ? `line:${path}:${offset}` : `uuid:${uuid}`
}

/** The evidence made last, and what it was made of: lines that follow each other mostly say the same. */
let last: {
  envelope: Envelope
  place: LogPlace
  chain: string | null
  skills: Evidence['skills']
  made: Evidence
} | null = null

function evidenceOf(envelope: Envelope, place: LogPlace, chain: string | null, skills: Evidence['skills']): Evidence {
  const isSame = last?.envelope === envelope && last.place === place && last.chain === chain && last.skills === skills
  if (last === null || !isSame)
    last = {envelope, place, chain, skills, made: makeEvidence(envelope, place, chain, skills)}
  return last.made
}

function makeEvidence(envelope: Envelope, place: LogPlace, chain: string | null, skills: Evidence['skills']): Evidence {
  const session = envelope.session ?? place.session
  const agentId = envelope.agentId ?? place.agentId ?? chain
  const sidechain = place.sidechain || envelope.isSidechain
  return {
    session,
    cwd: envelope.cwd,
    branch: envelope.branch,
    version: envelope.version,
    entrypoint: envelope.entrypoint,
    sidechain,
    compaction: place.compaction,
    run: sidechain && agentId !== null && !place.compaction ? runKey(session, agentId) : null,
    nativeAgent: envelope.nativeAgent,
    nativeSkill: envelope.nativeSkill,
    nativePlugin: envelope.nativePlugin,
    skills,
    peer: null,
  }
}

function spawnOf(block: JsonObject, input: JsonObject, {evidence, prompt, ...home}: HomeCopy): SpawnFact | null {
  const toolUseId = nonEmptyString(block['id'])
  if (toolUseId === null) return null
  const promptText = nonEmptyString(input['prompt'])
  return {
    toolUseId,
    session: evidence.session,
    agentType: nonEmptyString(input['subagent_type']),
    promptHash: promptText === null ? null : textHash(promptText),
    skills: evidence.nativeSkill === null ? evidence.skills : [evidence.nativeSkill],
    prompt,
    run: evidence.run,
    order: sortKey({...home, evidence, prompt}),
  }
}
