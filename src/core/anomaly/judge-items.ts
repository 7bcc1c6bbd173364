import type {SpendItem} from './spend-item.ts'
import type {Verdict} from './verdict.ts'

/** An item that is out of the usual, with the items that say what is usual. */
export interface FoundItem {
  readonly item: SpendItem
  /** Position among the judged items, from 0. */
  readonly index: number
  readonly verdict: Verdict & {readonly kind: 'spike' | 'drop'}
  /** The last items of the same key before it, oldest first; spikes are not among them unless the method counts them. */
  readonly usual: readonly SpendItem[]
}

/** What came of judging a stream. */
export interface JudgedItems {
  /** How many items of the period were looked at. */
  readonly checked: number
  /** Of these, how many had too little before them. */
  readonly learning: number
  /** Of these, how many had only equal ones before them, and how many of those left the line. */
  readonly flat: number
  readonly differing: number
  readonly found: readonly FoundItem[]
}

/** How to judge. */
export interface ItemJudge {
  readonly judge: (item: SpendItem) => Verdict
  /** How many earlier items of a key say what is usual. */
  readonly usualItems: number
  /** Whether spikes belong to the usual ones: to the mean of a method that averages over them. */
  readonly spikesAreUsual: boolean
}

/**
 * Judges items in order of time. Those before the period only teach.
 *
 * @param items - Oldest first.
 * @param method - See `ItemJudge`.
 * @param isInPeriod - Which items are asked about.
 * @returns Counts and what was found. A drop of an item that is still open is none: more may come to it.
 */
export function judgeItems(
  items: Iterable<SpendItem>,
  {judge, usualItems, spikesAreUsual}: ItemJudge,
  isInPeriod: (item: SpendItem) => boolean,
): JudgedItems {
  const usual = new Map<string, SpendItem[]>()
  const found: FoundItem[] = []
  const counts = {checked: 0, learning: 0, flat: 0, differing: 0}
  for (const item of items) {
    const [key] = item.keys
    const before = usual.get(key) ?? []
    const verdict = judge(item)
    if (isInPeriod(item)) {
      if (verdict.kind === 'learning') counts.learning++
      if (verdict.kind === 'flat') {
        counts.flat++
        if (verdict.differs) counts.differing++
      }
      if (verdict.kind === 'spike' || (verdict.kind === 'drop' && !item.open)) {
        found.push({item, index: counts.checked, verdict, usual: [...before]})
      }
      counts.checked++
    }
    if (verdict.kind === 'invalid' || (verdict.kind === 'spike' && !spikesAreUsual)) continue
    before.push(item)
    if (before.length > usualItems) before.shift()
    usual.set(key, before)
  }
  return {...counts, found}
}
