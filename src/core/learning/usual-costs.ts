import type {CostPattern} from './cost-pattern.ts'
import {patternKeys} from './pattern-keys.ts'

/** Calls of one plugin, skill and role in a period. */
export interface KindCost {
  /** `(none)` where no plugin is at work. */
  readonly plugin: string
  /** Skills at work, joined by `+`; null: none. */
  readonly skill: string | null
  readonly role: string | null
  /** Those with a price or an estimate. */
  readonly calls: number
  /** What they cost, US dollars. */
  readonly usd: number
}

/** What calls of one kind cost now, beside what they usually cost. US dollars. */
export interface UsualCost extends KindCost {
  readonly meanUsd: number
  /** What was learned over sessions. */
  readonly pattern: CostPattern
  /** Calls × (mean now − usual mean): what the difference amounts to. */
  readonly differenceUsd: number
  /** Whether the mean lies within one standard deviation of the usual one. */
  readonly isUsual: boolean
}

/** A period beside what was learned. */
export interface UsualCosts {
  /** Sessions that have taught. */
  readonly sessions: number
  /** Kinds that have been learned, the largest difference (either way) first. */
  readonly kinds: readonly UsualCost[]
  /** Kinds of the period of which nothing is known. */
  readonly unknownKinds: number
}

/**
 * Lays what each kind of calls costs beside what was learned of it under `plugin:skill:role`.
 *
 * @param kinds - Of the period; those without calls are left out.
 * @param patterns - What was learned, by key; none gives no kinds.
 * @param sessions - How many sessions have taught.
 */
export function usualCosts(
  kinds: readonly KindCost[],
  patterns: ReadonlyMap<string, CostPattern>,
  sessions: number,
): UsualCosts {
  const present = kinds.filter(({calls}) => calls > 0)
  const known = present.flatMap((kind) => {
    const [narrow] = patternKeys(kind)
    const pattern = patterns.get(narrow)
    if (pattern === undefined) return []
    const meanUsd = kind.usd / kind.calls
    const difference = meanUsd - pattern.muUsd
    const isUsual = Math.abs(difference) <= pattern.sigmaUsd
    return [{...kind, meanUsd, pattern, differenceUsd: difference * kind.calls, isUsual}]
  })
  return {
    sessions,
    kinds: known.sort((a, b) => Math.abs(b.differenceUsd) - Math.abs(a.differenceUsd)),
    unknownKinds: present.length - known.length,
  }
}
