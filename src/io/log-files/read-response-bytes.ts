import type {Iteration, ToolUse, Usage, VisibleBlock} from '../../core/log/copy.ts'
import type {JsonObject} from '../../core/log/json-value.ts'
import {addBlock, positionOf, readContent, toolUseOf, visibleBlockOf} from '../../core/log/response-content.ts'
import type {Envelope, Response, ResponseContent} from '../../core/log/response.ts'
import {readUsage, type UsageOutcome} from '../../core/log/usage.ts'
import {parseTimestamp} from '../../core/time/parse-timestamp.ts'
import {BLOCK, CACHE_CREATION, LINE, MESSAGE, SERVER_TOOLS, USAGE} from './response-fields.ts'
import {theScanner, type Scanner} from './scanner.ts'
import {blockText, blockValue, count, fieldValue, isObject, text} from './scanned-values.ts'

/** Where the scanner's digest stands, in words; what its bits say. */
const DIGEST = 52224 / 4
const TOOLS = 52480 / 4
const VISIBLE = 56576 / 4
const USAGE_IS_PLAIN = 1
const HAS_STOP = 2
const IS_UNUSUAL = 4
const MUST_BE_READ = 1
const STARTS = 2

const NO_LINK: JsonObject = {}
const NO_ITERATIONS: readonly Iteration[] = []
const NO_STARTERS: readonly JsonObject[] = []

/** The envelope made last, and the number that the scanner gave it. */
let envelope: Envelope | null = null
let envelopeNumber = 0

/**
 * Reads the line of a response without making anything of what nobody asks for: most of its bytes are what was written,
 * and of that only the lengths matter, and those seldom. What is returned says exactly what `readResponse` would find
 * in the parsed line.
 *
 * @param start - Position of the line in the scanner's data.
 * @param end - Position of the line feed after it.
 * @param offset - Of the line in its file.
 * @returns null when the line is anything but a response in usual form: then it must be parsed to see what it is;
 *   `nothing` when it is whole, and of a kind that says nothing.
 */
export function readResponseBytes(start: number, end: number, offset: number): Response | 'nothing' | null {
  const scanner = theScanner()
  const blocks = scanner.readResponse(start, end)
  if (blocks < 0) return blocks === -2 ? 'nothing' : null
  const {words, numbers} = scanner
  const flags = words[DIGEST + 1]!
  const isMessage = isObject(scanner, LINE.message)
  const place = envelopeOf(scanner)
  const model = isMessage ? (text(scanner, MESSAGE.model) ?? '') : ''
  const messageId = isMessage ? text(scanner, MESSAGE.id) : null
  const requestId = text(scanner, LINE.requestId)
  const atMs = numbers[DIGEST / 2 + 1]!
  const isUnusual = (flags & IS_UNUSUAL) !== 0
  const content = isMessage && !isUnusual ? contentOf(scanner, offset, (flags & HAS_STOP) !== 0) : null
  const hasStop = isMessage && (isUnusual ? text(scanner, MESSAGE.stop_reason) !== null : (flags & HAS_STOP) !== 0)
  return {
    link: place.isSidechain ? linkOf(scanner) : NO_LINK,
    envelope: place,
    usage: isMessage ? usageOf(scanner, flags, model) : null,
    model,
    messageId,
    requestId,
    uuid: messageId === null && requestId === null ? text(scanner, LINE.uuid) : null,
    atMs: Number.isNaN(atMs) ? parseTimestamp(fieldValue(scanner, LINE.timestamp)) : atMs,
    forked: isObject(scanner, LINE.forkedFrom),
    hasStop,
    reportedUsd: reportedUsd(scanner),
    content: content ?? unusualContent(scanner, isMessage ? blocks : 0, offset, hasStop),
  }
}

/** What links a line of an inline sidechain to the others. */
function linkOf(scanner: Scanner): JsonObject {
  return {
    isSidechain: true,
    uuid: fieldValue(scanner, LINE.uuid),
    parentUuid: fieldValue(scanner, LINE.parentUuid),
  }
}

function envelopeOf(scanner: Scanner): Envelope {
  const number = scanner.words[DIGEST]!
  if (envelope !== null && number === envelopeNumber) return envelope
  envelopeNumber = number
  envelope = {
    isSidechain: fieldValue(scanner, LINE.isSidechain) === true,
    prompt: text(scanner, LINE.promptId),
    session: text(scanner, LINE.sessionId),
    cwd: text(scanner, LINE.cwd),
    branch: text(scanner, LINE.gitBranch),
    version: text(scanner, LINE.version),
    entrypoint: text(scanner, LINE.entrypoint),
    agentId: text(scanner, LINE.agentId),
    nativeAgent: text(scanner, LINE.attributionAgent),
    nativeSkill: text(scanner, LINE.attributionSkill),
    nativePlugin: text(scanner, LINE.attributionPlugin),
  }
  return envelope
}

function reportedUsd(scanner: Scanner): number | null {
  const reported = fieldValue(scanner, LINE.costUSD)
  return typeof reported === 'number' && Number.isFinite(reported) && reported >= 0 ? reported : null
}

function usageOf(scanner: Scanner, flags: number, model: string): UsageOutcome | null {
  if (!isObject(scanner, MESSAGE.usage)) return null
  if ((flags & USAGE_IS_PLAIN) === 0) return readUsage(unusualUsage(scanner), model)
  const isSplit = isObject(scanner, USAGE.cache_creation)
  const split5m = isSplit ? count(scanner, CACHE_CREATION.ephemeral_5m_input_tokens) : 0
  const cacheWrite1h = isSplit ? count(scanner, CACHE_CREATION.ephemeral_1h_input_tokens) : 0
  const written = count(scanner, USAGE.cache_creation_input_tokens)
  const usage: Usage = {
    tokens: {
      input: count(scanner, USAGE.input_tokens),
      output: count(scanner, USAGE.output_tokens),
      cacheRead: count(scanner, USAGE.cache_read_input_tokens),
      cacheWrite5m: split5m + Math.max(0, written - split5m - cacheWrite1h),
      cacheWrite1h,
    },
    webSearches: isObject(scanner, USAGE.server_tool_use) ? count(scanner, SERVER_TOOLS.web_search_requests) : 0,
    speed: text(scanner, USAGE.speed),
    serviceTier: text(scanner, USAGE.service_tier),
    geo: text(scanner, USAGE.inference_geo),
  }
  return {usage, iterations: NO_ITERATIONS}
}

/** Usage that holds more than counts, as `readUsage` wants it. */
function unusualUsage(scanner: Scanner): JsonObject {
  const split = {
    ephemeral_5m_input_tokens: fieldValue(scanner, CACHE_CREATION.ephemeral_5m_input_tokens),
    ephemeral_1h_input_tokens: fieldValue(scanner, CACHE_CREATION.ephemeral_1h_input_tokens),
  }
  const server = {web_search_requests: fieldValue(scanner, SERVER_TOOLS.web_search_requests)}
  const {cache_creation, server_tool_use, ...counts} = USAGE
  const members = Object.entries(counts).map(([name, field]) => [name, fieldValue(scanner, field)])
  return {
    ...Object.fromEntries(members),
    cache_creation: isObject(scanner, cache_creation) ? split : fieldValue(scanner, cache_creation),
    server_tool_use: isObject(scanner, server_tool_use) ? server : fieldValue(scanner, server_tool_use),
  }
}

function contentOf(scanner: Scanner, offset: number, hasStop: boolean): ResponseContent {
  const {words, numbers} = scanner
  const tools: ToolUse[] = []
  let starters = NO_STARTERS
  const toolsEnd = TOOLS + 4 * words[DIGEST + 4]!
  for (let at = TOOLS; at < toolsEnd; at += 4) {
    const block = words[at + 2]!
    const notes = words[at + 3]!
    const position = positionOf(offset, block)
    const name = blockText(scanner, block, BLOCK.name)
    if ((notes & MUST_BE_READ) === 0) tools.push({useHash: numbers[at / 2]!, name, position})
    else tools.push(toolUseOf({type: 'tool_use', name}, position)!)
    if ((notes & STARTS) !== 0) starters = [...starters, unusualBlock(scanner, block)]
  }
  return {tools, blocks: hasStop ? null : visibleOf(scanner), starters}
}

function visibleOf(scanner: Scanner): VisibleBlock[] {
  const {words, numbers} = scanner
  const blocks: VisibleBlock[] = []
  const end = VISIBLE + 4 * words[DIGEST + 5]!
  for (let at = VISIBLE; at < end; at += 4) {
    const block = words[at + 3]!
    const shown =
      block < 0 ? {hash: numbers[at / 2]!, characters: words[at + 2]!} : visibleBlockOf(unusualBlock(scanner, block))
    if (shown !== null) addBlock(blocks, shown)
  }
  return blocks
}

function unusualContent(scanner: Scanner, blocks: number, offset: number, hasStop: boolean): ResponseContent {
  const count = isObject(scanner, MESSAGE.content) ? blocks : 0
  return readContent(
    Array.from({length: count}, (_, block) => unusualBlock(scanner, block)),
    offset,
    hasStop,
  )
}

function unusualBlock(scanner: Scanner, block: number): JsonObject {
  return Object.fromEntries(Object.entries(BLOCK).map(([name, field]) => [name, blockValue(scanner, block, field)]))
}
