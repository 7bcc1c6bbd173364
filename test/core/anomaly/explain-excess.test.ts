import fc from 'fast-check'
import {expect, test} from 'vitest'
import {explainExcess, type UseByClass} from '../../../src/core/anomaly/explain-excess.ts'

const use = (count: bigint, rate: bigint) => ({count, costPicodollars: count * rate})

test('410k uncached input tokens where 12k are usual: all of the excess is input tokens', () => {
  const rate = 3_000_000n
  const excess = explainExcess({input: use(410_000n, rate)}, {calls: 10n, sums: {input: use(120_000n, rate)}})
  expect(excess).toEqual({
    actualPicodollars: 1_230_000_000_000n,
    expectedPicodollars: 36_000_000_000n,
    excessPicodollars: 1_194_000_000_000n,
    parts: [{tokenClass: 'input', reason: 'tokens', picodollars: 1_194_000_000_000n}],
  })
})

test('the same tokens at five times the price: all of the excess is price', () => {
  const excess = explainExcess({output: use(1000n, 75n)}, {calls: 2n, sums: {output: use(2000n, 15n)}})
  expect(excess.parts).toEqual([{tokenClass: 'output', reason: 'price', picodollars: 60_000n}])
})

test('a lost cache shows as writes gained and reads saved, the larger first', () => {
  const excess = explainExcess(
    {cacheWrite5m: use(100_000n, 6n), cacheRead: use(0n, 1n)},
    {calls: 1n, sums: {cacheRead: use(100_000n, 1n)}},
  )
  expect(excess.parts).toEqual([
    {tokenClass: 'cacheWrite5m', reason: 'tokens', picodollars: 600_000n},
    {tokenClass: 'cacheRead', reason: 'tokens', picodollars: -100_000n},
  ])
})

test('a call like all others has no parts', () => {
  expect(explainExcess({input: use(5n, 2n)}, {calls: 3n, sums: {input: use(15n, 2n)}}).parts).toEqual([])
})

test('savings that are no whole picodollars are rounded to the sum', () => {
  const usual = {calls: 3n, sums: {cacheRead: use(100n, 1n), input: use(100n, 1n)}}
  const {parts, excessPicodollars} = explainExcess({output: use(1n, 1n)}, usual)
  expect(parts.map(({tokenClass, picodollars}) => [tokenClass, picodollars])).toEqual([
    ['input', -34n],
    ['cacheRead', -33n],
    ['output', 1n],
  ])
  expect(excessPicodollars).toBe(-66n)
})

test('whatever the tokens and prices, the parts sum to the excess exactly, each within a picodollar of its share', () => {
  const amount = fc.bigInt({min: 0n, max: 10n ** 15n})
  const uses: fc.Arbitrary<UseByClass> = fc.dictionary(
    fc.constantFrom('input', 'output', 'cacheRead', 'cacheWrite1h', '__proto__', 'webSearch'),
    fc.record({count: amount, costPicodollars: amount}),
  )
  fc.assert(
    fc.property(uses, uses, fc.bigInt({min: 1n, max: 2000n}), (actual, sums, calls) => {
      const {actualPicodollars, expectedPicodollars, excessPicodollars, parts} = explainExcess(actual, {calls, sums})
      expect(excessPicodollars).toBe(actualPicodollars - expectedPicodollars)
      expect(parts.reduce((sum, {picodollars}) => sum + picodollars, 0n)).toBe(excessPicodollars)
    }),
  )
})

test('no usual calls, no usual cost', () => {
  expect(() => explainExcess({}, {calls: 0n, sums: {}})).toThrow(RangeError)
})
