/** Numbers in 0…1 from a small fixed generator, the same on every machine. */
export function fixedRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** One generated call; `injected` says that its cost was multiplied by ten. */
export interface MadeCall {
  readonly keys: readonly [string, ...string[]]
  readonly costUsd: number
  readonly injected: boolean
}

/**
 * A world of one person: six kinds of calls whose usual costs differ by up to 300 times (a small model for subagents, a
 * large one for the main thread), each with a bell-shaped spread of the logarithm, and rare calls of ten times their
 * own usual cost.
 */
export function madeWorld(calls: number, injectedShare: number, seed: number): MadeCall[] {
  const random = fixedRandom(seed)
  const kinds = [
    {tuple: 'review/haiku', group: 'haiku/sub', model: 'haiku', usualUsd: 0.002, weight: 0.25},
    {tuple: 'search/haiku', group: 'haiku/sub', model: 'haiku', usualUsd: 0.004, weight: 0.2},
    {tuple: 'write/sonnet', group: 'sonnet/sub', model: 'sonnet', usualUsd: 0.02, weight: 0.2},
    {tuple: 'main/sonnet', group: 'sonnet/main', model: 'sonnet', usualUsd: 0.06, weight: 0.15},
    {tuple: 'main/opus', group: 'opus/main', model: 'opus', usualUsd: 0.25, weight: 0.15},
    {tuple: 'plan/opus', group: 'opus/sub', model: 'opus', usualUsd: 0.6, weight: 0.05},
  ] as const
  return Array.from({length: calls}, () => {
    let pick = random()
    const kind = kinds.find(({weight}) => (pick -= weight) < 0) ?? kinds[0]
    const bell = random() + random() + random() + random() - 2
    const injected = random() < injectedShare
    const costUsd = kind.usualUsd * Math.exp(bell) * (injected ? 10 : 1)
    return {keys: [kind.tuple, kind.group, kind.model, 'everything'], costUsd, injected}
  })
}
