import type {ToolUse, VisibleBlock} from './copy.ts'
import {nonEmptyString, type JsonObject} from './json-value.ts'
import type {ResponseContent} from './response.ts'
import {textHash} from './text-hash.ts'

/** Positions of tool uses: offset of the line × this + index of the block. */
const BLOCKS_PER_LINE = 1024

/** Tools whose input says what is started. */
const STARTERS = new Set<unknown>(['Skill', 'Agent', 'Task'])

/**
 * What the blocks of a response say.
 *
 * @param blocks - The objects in `message.content`.
 * @param offset - Byte offset of the line in its file.
 * @param hasStop - Whether the line has a stop reason: then nothing is missing, and no block need be counted.
 */
export function readContent(blocks: readonly JsonObject[], offset: number, hasStop: boolean): ResponseContent {
  const tools: ToolUse[] = []
  const visible: VisibleBlock[] = []
  for (const [index, block] of blocks.entries()) {
    const tool = toolUseOf(block, positionOf(offset, index))
    if (tool !== null) tools.push(tool)
    const shown = hasStop ? null : visibleBlockOf(block)
    if (shown !== null) addBlock(visible, shown)
  }
  const starters = blocks.filter((block) => block['type'] === 'tool_use' && STARTERS.has(block['name']))
  return {tools, blocks: hasStop ? null : visible, starters}
}

/** Adds a block, unless it is there already. */
export function addBlock(blocks: VisibleBlock[], block: VisibleBlock): void {
  if (blocks.every(({hash}) => hash !== block.hash)) blocks.push(block)
}

/** Orders tool uses by line and block. @param index - Of the block among the objects in the content. */
export function positionOf(offset: number, index: number): number {
  return offset * BLOCKS_PER_LINE + Math.min(index, BLOCKS_PER_LINE - 1)
}

/** The use of a tool that a block states; null for any other block. One without id is known by its place. */
export function toolUseOf(block: JsonObject, position: number): ToolUse | null {
  const name = block['type'] === 'tool_use' ? nonEmptyString(block['name']) : null
  return name === null ? null : {useHash: textHash(nonEmptyString(block['id']) ?? `${position}`), name, position}
}

/** A block that the output tokens were spent on; null when it shows nothing. */
export function visibleBlockOf(block: JsonObject): VisibleBlock | null {
  const text = visibleText(block)
  if (text === null) return null
  const hash = textHash(`${String(block['type'])}:${nonEmptyString(block['id']) ?? ''}:${text}`)
  return {hash, characters: text.length}
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
