import {expect, test} from 'vitest'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {addCauses} from '../../../src/core/diff/cause.ts'
import {explainChange} from '../../../src/core/diff/explain-change.ts'
import type {Cell} from '../../../src/core/snapshot/cell.ts'

const [opus] = worlds['base']!

/** Calls of 1,000 output tokens each. */
const outputOnly = (calls: bigint, usdPerMillion: bigint): Cell => ({
  ...opus!,
  rate: {...opus!.rate, vector: {...opus!.rate.vector, output: usdPerMillion * 1_000_000n}},
  calls,
  tokens: {input: 0n, output: 1000n * calls, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n},
  webSearches: 0n,
})

test('twice the calls at half the price: +$0.75 by volume, -$0.75 by price, as the page about it says', () => {
  const causes = addCauses(
    explainChange([outputOnly(100n, 10n)], [outputOnly(200n, 5n)], []).map((group) => group.causes),
  )
  expect(causes).toEqual({
    price: -750_000_000_000n,
    volume: 750_000_000_000n,
    mix: 0n,
    cache: 0n,
    size: 0n,
    new: 0n,
    gone: 0n,
  })
})
