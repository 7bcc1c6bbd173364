import {toUsd} from '../../../src/core/money/picodollars.ts'
import type {SpendItem} from '../../../src/core/anomaly/spend-item.ts'

/** A call of some input and output tokens at $1 and $5 per million. */
export function madeItem(id: string, input: number, output = 0, more: Partial<SpendItem> = {}): SpendItem {
  const cost = {
    input: BigInt(input) * 1_000_000n,
    output: BigInt(output) * 5_000_000n,
    cacheRead: 0n,
    cacheWrite5m: 0n,
    cacheWrite1h: 0n,
    webSearch: 0n,
  }
  return {
    id,
    atMs: Number(id.replace(/\D/g, '')) * 1000,
    keys: ['key'],
    usd: toUsd(cost.input + cost.output),
    tokens: {input: BigInt(input), output: BigInt(output), cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n},
    webSearches: 0n,
    cost,
    model: 'small',
    agent: 'main',
    session: null,
    prompt: null,
    open: false,
    ...more,
  }
}
