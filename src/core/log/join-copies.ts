import {totalTokens} from '../tokens.ts'
import type {BestCopy, CallState, HomeCopy, ToolUse, VisibleBlock} from './copy.ts'

/**
 * Joins what two sets of copies say about one call. Associative, commutative and idempotent, so that the result does
 * not depend on the order, the number or the repetition of reads.
 *
 * @param left - State of a call.
 * @param right - State of the same call (same identity).
 */
export function joinCopies(left: CallState, right: CallState): CallState {
  return {
    identity: left.identity,
    atMs: earliest(left.atMs, right.atMs),
    best: compareBest(left.best, right.best) <= 0 ? left.best : right.best,
    home: compareHome(left.home, right.home) <= 0 ? left.home : right.home,
    tools: joinTools(left.tools, right.tools),
    blocks: left.blocks === null || right.blocks === null ? null : joinBlocks(left.blocks, right.blocks),
  }
}

/**
 * Order of copies for the numbers: main thread first, then more output, then more tokens, then one with a stop reason,
 * then the first by (path, offset).
 *
 * @returns Negative when `a` stands for the call, positive when `b` does.
 */
export function compareBest(a: BestCopy, b: BestCopy): number {
  if (a.sidechain !== b.sidechain) return a.sidechain ? 1 : -1
  const output = b.usage.tokens.output - a.usage.tokens.output
  if (output !== 0) return output
  const total = totalTokens(b.usage.tokens) - totalTokens(a.usage.tokens)
  if (total !== 0) return total
  if (a.hasStop !== b.hasStop) return a.hasStop ? -1 : 1
  return comparePlace(a, b)
}

/**
 * Order of copies for session and attribution: main thread first, then not forked, then earliest, then the smallest
 * session id, then the first by (path, offset).
 */
export function compareHome(a: HomeCopy, b: HomeCopy): number {
  if (a.evidence.sidechain !== b.evidence.sidechain) return a.evidence.sidechain ? 1 : -1
  if (a.forked !== b.forked) return a.forked ? 1 : -1
  const at = (a.atMs ?? Number.MAX_SAFE_INTEGER) - (b.atMs ?? Number.MAX_SAFE_INTEGER)
  if (at !== 0) return at
  return compareText(a.evidence.session ?? '', b.evidence.session ?? '') || comparePlace(a, b)
}

function comparePlace(a: {path: string; offset: number}, b: {path: string; offset: number}): number {
  return compareText(a.path, b.path) || a.offset - b.offset
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}

function joinTools(a: ToolUse[], b: ToolUse[]): ToolUse[] {
  if (b.length === 0) return a
  if (a.length === 0) return b
  const byId = new Map(a.map((use) => [use.useHash, use]))
  for (const use of b) {
    const known = byId.get(use.useHash)
    if (known === undefined || compareTools(use, known) < 0) byId.set(use.useHash, use)
  }
  return [...byId.values()].sort(compareTools)
}

/** Order of a call's tool uses: by position, then by hash and name, so that ties do not depend on the reading order. */
export function compareTools(a: ToolUse, b: ToolUse): number {
  return a.position - b.position || a.useHash - b.useHash || compareText(a.name, b.name)
}

function joinBlocks(a: VisibleBlock[], b: VisibleBlock[]): VisibleBlock[] {
  // a line mostly has one block, which the lines before it lack
  if (b.length === 1 && a.every(({hash}) => hash !== b[0]!.hash)) return [...a, b[0]!]
  const byHash = new Map(a.map((block) => [block.hash, block]))
  for (const block of b) byHash.set(block.hash, block)
  return [...byHash.values()]
}
