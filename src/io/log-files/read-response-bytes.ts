import type {JsonObject} from '../../core/log/json-value.ts'
import {BLOCK, CACHE_CREATION, FIELD_COUNT, LINE, MESSAGE, SERVER_TOOLS, USAGE} from './response-fields.ts'
import {theScanner, type Scanner} from './scanner.ts'

/** Kinds of values, as the scanner says them. */
const ABSENT = 0
const TEXT = 1
const COUNT = 2
const OBJECT = 4
const NULL = 5
const FALSE = 6
const TRUE = 7

/** Places of fields and blocks in the scanner's memory, in words; each value takes four of them. */
const FIELDS = 8192 / 4
const BLOCKS = 16384 / 4
const WORDS_PER_BLOCK = 6 * 4

/** Tools of which the input says something beyond its length. */
const TOOLS_WITH_INPUT = new Set<unknown>(['Skill', 'Agent', 'Task'])

/**
 * Reads the line of a response without making anything of what nobody asks for: most of its bytes are what was written,
 * and of that only the lengths matter, and those seldom. What is returned says to `readParsedLine` exactly what
 * `JSON.parse` of the line would.
 *
 * @param start - Position of the line in the scanner's data.
 * @param end - Position of the line feed after it.
 * @returns null when the line is anything but a response in usual form: then it must be parsed to see what it is.
 */
export function readResponseBytes(start: number, end: number): JsonObject | null {
  const scanner = theScanner()
  const blocks = scanner.readResponse(start, end)
  if (blocks < 0 || fieldOf(scanner, LINE.type) !== 'assistant') return null
  const isSidechain = fieldOf(scanner, LINE.isSidechain)
  const message = kindOf(scanner, LINE.message) === OBJECT ? messageOf(scanner, blocks) : fieldOf(scanner, LINE.message)
  const needsLink = isSidechain === true
  const needsUuid = needsLink || !hasText(scanner, MESSAGE.id)
  return {
    type: 'assistant',
    uuid: needsUuid ? fieldOf(scanner, LINE.uuid) : undefined,
    parentUuid: needsLink ? fieldOf(scanner, LINE.parentUuid) : undefined,
    isSidechain,
    message,
    requestId: fieldOf(scanner, LINE.requestId),
    costUSD: fieldOf(scanner, LINE.costUSD),
    timestamp: fieldOf(scanner, LINE.timestamp),
    forkedFrom: fieldOf(scanner, LINE.forkedFrom),
    promptId: fieldOf(scanner, LINE.promptId),
    sessionId: fieldOf(scanner, LINE.sessionId),
    cwd: fieldOf(scanner, LINE.cwd),
    gitBranch: fieldOf(scanner, LINE.gitBranch),
    version: fieldOf(scanner, LINE.version),
    entrypoint: fieldOf(scanner, LINE.entrypoint),
    agentId: fieldOf(scanner, LINE.agentId),
    attributionAgent: fieldOf(scanner, LINE.attributionAgent),
    attributionSkill: fieldOf(scanner, LINE.attributionSkill),
    attributionPlugin: fieldOf(scanner, LINE.attributionPlugin),
  }
}

function messageOf(scanner: Scanner, blocks: number): JsonObject {
  const stop = fieldOf(scanner, MESSAGE.stop_reason)
  const hasStop = typeof stop === 'string' && stop !== ''
  return {
    id: fieldOf(scanner, MESSAGE.id),
    model: fieldOf(scanner, MESSAGE.model),
    usage: kindOf(scanner, MESSAGE.usage) === OBJECT ? usageOf(scanner) : fieldOf(scanner, MESSAGE.usage),
    content:
      kindOf(scanner, MESSAGE.content) === OBJECT
        ? contentOf(scanner, blocks, hasStop)
        : fieldOf(scanner, MESSAGE.content),
    stop_reason: stop,
  }
}

function usageOf(scanner: Scanner): JsonObject {
  const split = {
    ephemeral_5m_input_tokens: fieldOf(scanner, CACHE_CREATION.ephemeral_5m_input_tokens),
    ephemeral_1h_input_tokens: fieldOf(scanner, CACHE_CREATION.ephemeral_1h_input_tokens),
  }
  return {
    input_tokens: fieldOf(scanner, USAGE.input_tokens),
    output_tokens: fieldOf(scanner, USAGE.output_tokens),
    cache_read_input_tokens: fieldOf(scanner, USAGE.cache_read_input_tokens),
    cache_creation_input_tokens: fieldOf(scanner, USAGE.cache_creation_input_tokens),
    cache_creation: kindOf(scanner, USAGE.cache_creation) === OBJECT ? split : fieldOf(scanner, USAGE.cache_creation),
    server_tool_use:
      kindOf(scanner, USAGE.server_tool_use) === OBJECT
        ? {web_search_requests: fieldOf(scanner, SERVER_TOOLS.web_search_requests)}
        : fieldOf(scanner, USAGE.server_tool_use),
    iterations: fieldOf(scanner, USAGE.iterations),
    speed: fieldOf(scanner, USAGE.speed),
    service_tier: fieldOf(scanner, USAGE.service_tier),
    inference_geo: fieldOf(scanner, USAGE.inference_geo),
  }
}

/** Of the blocks, only what is asked for: with a stop reason, the tools, and what starts skills and subagents. */
function contentOf(scanner: Scanner, blocks: number, hasStop: boolean): JsonObject[] {
  const content: JsonObject[] = []
  for (let index = 0; index < blocks; index++) {
    const type = memberOf(scanner, index, BLOCK.type)
    const isTool = type === 'tool_use'
    const name = isTool ? memberOf(scanner, index, BLOCK.name) : undefined
    const wantsInput = isTool && (!hasStop || TOOLS_WITH_INPUT.has(name))
    content.push({
      type,
      id: isTool || !hasStop ? memberOf(scanner, index, BLOCK.id) : undefined,
      name,
      input: wantsInput ? memberOf(scanner, index, BLOCK.input) : undefined,
      text: type === 'text' && !hasStop ? memberOf(scanner, index, BLOCK.text) : undefined,
      thinking: type === 'thinking' && !hasStop ? memberOf(scanner, index, BLOCK.thinking) : undefined,
    })
  }
  return content
}

function kindOf({words}: Scanner, field: number): number {
  return words[FIELDS + 4 * field + 2]!
}

/** Whether a field holds plain text of some length. */
function hasText({words}: Scanner, field: number): boolean {
  const place = FIELDS + 4 * field
  return words[place + 2] === TEXT && words[place]! < words[place + 1]!
}

function fieldOf(scanner: Scanner, field: number): unknown {
  return valueAt(scanner, FIELDS + 4 * field, field)
}

function memberOf(scanner: Scanner, block: number, field: number): unknown {
  return valueAt(scanner, BLOCKS + block * WORDS_PER_BLOCK + 4 * (field - BLOCK.type), field)
}

/** Texts made last, by field, and the numbers that the scanner gave them: lines that follow each other mostly say the same. */
const texts: string[] = new Array<string>(FIELD_COUNT).fill('')
const numbers: number[] = new Array<number>(FIELD_COUNT).fill(-1)

function valueAt({words, data}: Scanner, place: number, field: number): unknown {
  switch (words[place + 2]) {
    case ABSENT:
      return undefined
    case TEXT:
      return textAt(data, words, place, field)
    case COUNT:
      return words[place]
    case NULL:
      return null
    case FALSE:
      return false
    case TRUE:
      return true
    default:
      return JSON.parse(data.toString('utf8', words[place], words[place + 1]))
  }
}

function textAt(data: Buffer, words: Int32Array, place: number, field: number): string {
  const number = words[place + 3]!
  if (number > 0 && number === numbers[field]) return texts[field]!
  const text = data.toString('latin1', words[place], words[place + 1])
  if (number > 0) {
    texts[field] = text
    numbers[field] = number
  }
  return text
}
