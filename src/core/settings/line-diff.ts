/** A line of a comparison: in both texts, only in the old one, only in the new one. */
export interface DiffLine {
  readonly kind: 'same' | 'old' | 'new'
  /** Without its line end. */
  readonly text: string
}

/** Lines that differ, with a few around them. Numbers count from 1; those of an empty side are the line before it. */
export interface DiffHunk {
  readonly oldStart: number
  readonly oldLines: number
  readonly newStart: number
  readonly newLines: number
  readonly lines: readonly DiffLine[]
}

const AROUND = 2

/**
 * Compares two texts by lines: a longest common subsequence, so that what was only added reads as only added. Meant for
 * files of settings: time and space grow with the product of the lines that differ.
 *
 * @param before - The old text; null when there was none.
 * @param after - The new text; null when there is none.
 * @returns The places that differ; none for equal texts.
 * @see https://en.wikipedia.org/wiki/Longest_common_subsequence
 */
export function diffLines(before: string | null, after: string | null): DiffHunk[] {
  return hunksOf(compare(linesOf(before), linesOf(after)))
}

function linesOf(text: string | null): string[] {
  if (text === null || text === '') return []
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function compare(before: readonly string[], after: readonly string[]): DiffLine[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  const most = Math.min(before.length, after.length) - head
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  const same = (lines: readonly string[]) => lines.map((text): DiffLine => ({kind: 'same', text}))
  return [
    ...same(before.slice(0, head)),
    ...align(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ]
}

function align(before: readonly string[], after: readonly string[]): DiffLine[] {
  const width = after.length + 1
  const common = new Uint32Array((before.length + 1) * width)
  for (let old = before.length - 1; old >= 0; old--) {
    for (let now = after.length - 1; now >= 0; now--) {
      const at = old * width + now
      common[at] =
        before[old] === after[now] ? common[at + width + 1]! + 1 : Math.max(common[at + width]!, common[at + 1]!)
    }
  }
  const lines: DiffLine[] = []
  let old = 0
  let now = 0
  while (old < before.length && now < after.length) {
    const at = old * width + now
    if (before[old] === after[now]) {
      lines.push({kind: 'same', text: before[old]!})
      old++
      now++
    } else if (common[at + width]! >= common[at + 1]!) lines.push({kind: 'old', text: before[old++]!})
    else lines.push({kind: 'new', text: after[now++]!})
  }
  while (old < before.length) lines.push({kind: 'old', text: before[old++]!})
  while (now < after.length) lines.push({kind: 'new', text: after[now++]!})
  return lines
}

function hunksOf(lines: readonly DiffLine[]): DiffHunk[] {
  const ranges: {from: number; to: number}[] = []
  for (const [index, {kind}] of lines.entries()) {
    if (kind === 'same') continue
    const range = ranges.at(-1)
    const to = Math.min(lines.length, index + AROUND + 1)
    if (range !== undefined && index - AROUND <= range.to) range.to = to
    else ranges.push({from: Math.max(0, index - AROUND), to})
  }
  return ranges.map(({from, to}) => {
    const count = (until: readonly DiffLine[], other: DiffLine['kind']) =>
      until.filter(({kind}) => kind !== other).length
    const before = lines.slice(0, from)
    const own = lines.slice(from, to)
    const oldLines = count(own, 'new')
    const newLines = count(own, 'old')
    return {
      oldStart: count(before, 'new') + (oldLines === 0 ? 0 : 1),
      oldLines,
      newStart: count(before, 'old') + (newLines === 0 ? 0 : 1),
      newLines,
      lines: own,
    }
  })
}
