import {expect, test} from 'vitest'
import {RepricingSum, type RepricedCall} from '../../../src/core/rates/repricing.ts'

const tokens = {input: 10, output: 1, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0}
const rate = (key: string, input: bigint, status: 'priced' | 'unpriced' = 'priced') => ({
  key,
  status,
  vector: {input, output: 5n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, webSearch: 100n},
})

function call(model: string, before: RepricedCall['before'], after: RepricedCall['after']): RepricedCall {
  return {model, tokens, webSearches: 1, before, after}
}

test('without calls nothing moves', () => {
  expect(new RepricingSum().repricing()).toEqual({calls: 0, before: 0n, after: 0n, groups: []})
})

test('calls are added up by model and rates, the largest change first', () => {
  const sum = new RepricingSum()
  sum.add(call('a', rate('a1', 1n), rate('a2', 2n)))
  sum.add(call('a', rate('a1', 1n), rate('a2', 2n)))
  sum.add(call('b', rate('unpriced', 0n, 'unpriced'), rate('b', 100n)))
  sum.add(call('c', rate('c', 50n), rate('unpriced', 1n, 'unpriced')))
  expect(sum.repricing()).toEqual({
    calls: 4,
    before: 115n * 2n + 105n + 605n,
    after: 125n * 2n + 1105n + 115n,
    groups: [
      {model: 'b', beforeRate: null, afterRate: 'b', calls: 1, before: 105n, after: 1105n},
      {model: 'c', beforeRate: 'c', afterRate: null, calls: 1, before: 605n, after: 115n},
      {model: 'a', beforeRate: 'a1', afterRate: 'a2', calls: 2, before: 230n, after: 250n},
    ],
  })
})
