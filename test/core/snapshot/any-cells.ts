import fc from 'fast-check'
import type {Cell} from '../../../src/core/snapshot/cell.ts'

const rateOfClass = fc.bigInt({min: 0n, max: 90_000_000n})

const anyRate: fc.Arbitrary<Cell['rate']> = fc.record({
  status: fc.constantFrom(
    'priced' as const,
    'priced' as const,
    'priced' as const,
    'estimated' as const,
    'unpriced' as const,
  ),
  from: fc.constantFrom('2026-01-01', '2026-11-01', null),
  condition: fc.constantFrom('any', 'any', 'speed=fast', null),
  batch: fc.boolean(),
  geoUs: fc.constant(false),
  vector: fc.record({
    input: rateOfClass,
    output: rateOfClass,
    cacheRead: rateOfClass,
    cacheWrite5m: rateOfClass,
    cacheWrite1h: rateOfClass,
    webSearch: rateOfClass,
  }),
})

const fewTokens = fc.oneof(fc.constant(0n), fc.bigInt({min: 0n, max: 9n}), fc.bigInt({min: 0n, max: 10_000_000_000n}))

/** A call group of few names, so that two sides share some groups. */
const anyCell: fc.Arbitrary<Cell> = fc.record({
  key: fc.record({
    model: fc.constantFrom('opus', 'sonnet'),
    tier: fc.constantFrom('opus', 'sonnet'),
    agent: fc.constantFrom('main', 'Explore'),
    skill: fc.constantFrom('(none)', 'review'),
    plugin: fc.constant('(none)'),
    arm: fc.constantFrom('a', 'b'),
    project: fc.constantFrom('/home/mira/harbor', '/home/mira/src/harbor', 'quay'),
    branch: fc.constantFrom('main', '__proto__'),
  }),
  rate: anyRate,
  calls: fc.bigInt({min: 0n, max: 100_000n}),
  tokens: fc.record({
    input: fewTokens,
    output: fewTokens,
    cacheRead: fewTokens,
    cacheWrite5m: fewTokens,
    cacheWrite1h: fewTokens,
  }),
  webSearches: fc.bigInt({min: 0n, max: 50n}),
})

/** The cells of one side: none, one or several. */
export const anyCells: fc.Arbitrary<Cell[]> = fc.array(anyCell, {maxLength: 5})
