import fc from 'fast-check'
import {expect, test} from 'vitest'
import {COST_CLASSES, type RateVector} from '../../../src/core/rates/rate.ts'
import {Amounts, costOf, type CellRate, type Counts, type CountsOf} from '../../../src/core/report/amounts.ts'
import {TOKEN_CLASSES} from '../../../src/core/tokens.ts'

const count = fc.bigInt({min: 0n, max: 10n ** 15n})
const tokens = fc.record({input: count, output: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count})
const counts: fc.Arbitrary<Counts> = fc.record({
  calls: count,
  tokens,
  webSearches: count,
  lowerBoundCalls: count,
  missingOutputTokens: count,
  unread5m: count,
  unread1h: count,
})
const vector: RateVector = {
  input: 5_000_000n,
  output: 25_000_000n,
  cacheRead: 500_000n,
  cacheWrite5m: 6_250_000n,
  cacheWrite1h: 10_000_000n,
  webSearch: 10_000_000_000n,
}
const rate = fc
  .constantFrom<CellRate['status']>('priced', 'estimated', 'unpriced')
  .map((status): CellRate => ({status, vector}))

function amountsOf(cells: readonly (readonly [Counts, CellRate])[]): Amounts {
  const amounts = new Amounts()
  for (const [cell, rate] of cells) amounts.add(cell, rate)
  return amounts
}

test('amounts do not depend on the order in which counts are added', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(counts, rate), {maxLength: 6}), (cells) => {
      const [there, back] = [amountsOf(cells), amountsOf(cells.toReversed())]
      expect(there.totals(0, [], [])).toEqual(back.totals(0, [], []))
      expect(there.cacheSummary()).toEqual(back.cacheSummary())
      expect([there.calls, there.spentPicodollars]).toEqual([back.calls, back.spentPicodollars])
    }),
  )
})

test('cost is the sum of its classes, and budgets see estimates on top', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(counts, rate), {maxLength: 6}), (cells) => {
      const amounts = amountsOf(cells)
      const {costPicodollars, costByClass, estimated, calls, tokens} = amounts.totals(3, ['a'], ['a', 'b'])
      expect(COST_CLASSES.reduce((sum, name) => sum + costByClass[name], 0n)).toBe(costPicodollars)
      expect(amounts.spentPicodollars).toBe(costPicodollars + estimated.costPicodollars)
      expect(calls).toBe(cells.reduce((sum, [cell]) => sum + cell.calls, 0n))
      for (const name of TOKEN_CLASSES)
        expect(tokens[name]).toBe(cells.reduce((sum, [cell]) => sum + cell.tokens[name], 0n))
    }),
  )
})

const one: Counts = {
  calls: 2n,
  tokens: {input: 10n, output: 20n, cacheRead: 60n, cacheWrite5m: 20n, cacheWrite1h: 10n},
  webSearches: 1n,
  lowerBoundCalls: 1n,
  missingOutputTokens: 5n,
  unread5m: 4n,
  unread1h: 3n,
}

test('a priced cell gives cost, missing output and cache figures in money', () => {
  const amounts = amountsOf([[one, {status: 'priced', vector}]])
  const {costPicodollars, lowerBound, unpriced, estimated, cache, sessions, webSearches} = amounts.totals(7, [], [])
  expect(costPicodollars).toBe(
    10n * 5_000_000n + 20n * 25_000_000n + 60n * 500_000n + 20n * 6_250_000n + 10n * 10_000_000n + 10_000_000_000n,
  )
  expect(lowerBound).toEqual({calls: 1n, missingOutputTokens: 5n, costPicodollars: 125_000_000n})
  expect([unpriced.calls, estimated.calls, sessions, webSearches]).toEqual([0n, 0n, 7, 1n])
  expect(cache).toEqual({hitRatio: 0.6, readSavingsPicodollars: 60n * 4_500_000n})
  expect(amounts.cacheSummary()).toEqual({
    hitRatio: 0.6,
    readSavingsPicodollars: 270_000_000n,
    unreadWrites: {tokens: 7n, costPicodollars: 4n * 6_250_000n + 3n * 10_000_000n},
    netBenefitPicodollars: 270_000_000n - 55_000_000n,
  })
})

test('unpriced usage is never in the cost: with a family it is estimated, without one only its tokens stand', () => {
  const estimated = amountsOf([[one, {status: 'estimated', vector}]]).totals(0, ['claude-opus-99'], ['claude-opus-99'])
  expect(estimated.costPicodollars).toBe(0n)
  expect(estimated.estimated).toEqual({
    calls: 2n,
    costPicodollars: COST_CLASSES.reduce((sum, name) => sum + costOf(one, vector)[name], 0n),
    models: ['claude-opus-99'],
  })
  expect(estimated.unpriced).toEqual({calls: 2n, tokens: 120n, models: ['claude-opus-99']})
  const unpriced = amountsOf([[one, {status: 'unpriced', vector}]]).totals(0, [], ['x'])
  expect([unpriced.costPicodollars, unpriced.estimated.calls, unpriced.unpriced.tokens]).toEqual([0n, 0n, 120n])
})

test('a share of a call has the cost that it was given, not tokens × rate', () => {
  const amounts = new Amounts()
  amounts.add(
    one,
    {status: 'priced', vector},
    {...costOf(one, vector), input: 1n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, webSearch: 0n},
  )
  expect(amounts.totals(0, [], []).costPicodollars).toBe(1n)
})

test('a share of a call without a price of its own is estimated at the cost that it was given', () => {
  const amounts = new Amounts()
  amounts.add(one, {status: 'estimated', vector}, {...costOf(one, vector), output: 7n})
  const {output, ...others} = costOf(one, vector)
  expect(output).not.toBe(7n)
  expect(amounts.totals(0, [], []).estimated.costPicodollars).toBe(
    Object.values(others).reduce((sum, amount) => sum + amount, 7n),
  )
})

test('amounts are added to others, below and beyond what a number holds exactly', () => {
  const most = 10n ** 15n
  const large: Counts = {...one, calls: most, tokens: {...one.tokens, input: most, output: 0n}}
  const whole = new Amounts()
  for (const cell of [one, large, one]) whole.addAll(amountsOf([[cell, {status: 'priced', vector}]]))
  const {calls, tokens, costByClass} = whole.totals(0, [], [])
  expect([calls, tokens.input, tokens.output]).toEqual([most + 4n, most + 20n, 40n])
  expect([costByClass.input, costByClass.output]).toEqual([(most + 20n) * vector.input, 40n * vector.output])
})

test('nothing of a class costs nothing', () => {
  const none = {...one, missingOutputTokens: 0n, webSearches: 0n}
  const numbers = {
    ...none,
    calls: 2,
    webSearches: 0,
    tokens: {input: 0, output: 3, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0},
  }
  const amounts = new Amounts()
  amounts.add(
    {...numbers, lowerBoundCalls: 0, missingOutputTokens: 0, unread5m: 0, unread1h: 0},
    {status: 'priced', vector},
  )
  expect(amounts.totals(0, [], []).costByClass).toEqual({
    ...costOf(
      {tokens: {input: 0n, output: 3n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}, webSearches: 0n},
      vector,
    ),
  })
})

test('without a prompt there is no hit ratio', () => {
  expect(new Amounts().cacheSummary().hitRatio).toBeNull()
})

test('groups add up to the amounts of all their calls, of any size', () => {
  const size = fc.constantFrom(0n, 1n, 1000n, 10n ** 15n)
  const small = fc.record(sizes(size))
  fc.assert(
    fc.property(fc.array(fc.array(fc.tuple(small, rate), {maxLength: 3}), {maxLength: 4}), (groups) => {
      const whole = new Amounts()
      for (const cells of groups) whole.addAll(amountsOf(cells))
      const all = amountsOf(groups.flat())
      expect(whole.totals(0, [], [])).toEqual(all.totals(0, [], []))
      expect(whole.cacheSummary()).toEqual(all.cacheSummary())
    }),
  )
})

test('counts are the same as numbers and as bigint', () => {
  const number = fc.integer({min: 0, max: 2 ** 33})
  fc.assert(
    fc.property(fc.record(sizes(number)), rate, (cell, rate) => {
      const [numbers, exact] = [new Amounts(), new Amounts()]
      numbers.add(cell, rate)
      exact.add(exactly(cell), rate)
      expect(numbers.totals(0, [], [])).toEqual(exact.totals(0, [], []))
      expect(numbers.totals(0, [], []).costByClass).toEqual(
        rate.status === 'priced' ? costOf(exactly(cell), vector) : new Amounts().totals(0, [], []).costByClass,
      )
    }),
  )
})

const money = fc.bigInt({min: 0n, max: 10n ** 18n})
const costs = fc.record({
  input: money,
  output: money,
  cacheRead: money,
  cacheWrite5m: money,
  cacheWrite1h: money,
  webSearch: money,
})

test('the share of a split call costs what it is said to, estimated or not', () => {
  fc.assert(
    fc.property(counts, costs, rate, (cell, cost, rate) => {
      const amounts = new Amounts()
      amounts.add(cell, rate, cost)
      const whole = COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n)
      expect(amounts.spentPicodollars).toBe(rate.status === 'unpriced' ? 0n : whole)
    }),
  )
})

function sizes<Count>(of: fc.Arbitrary<Count>) {
  return {
    calls: of,
    tokens: fc.record({input: of, output: of, cacheRead: of, cacheWrite5m: of, cacheWrite1h: of}),
    webSearches: of,
    lowerBoundCalls: of,
    missingOutputTokens: of,
    unread5m: of,
    unread1h: of,
  }
}

function exactly({tokens, ...counts}: CountsOf<number>): Counts {
  return {
    calls: BigInt(counts.calls),
    tokens: {
      input: BigInt(tokens.input),
      output: BigInt(tokens.output),
      cacheRead: BigInt(tokens.cacheRead),
      cacheWrite5m: BigInt(tokens.cacheWrite5m),
      cacheWrite1h: BigInt(tokens.cacheWrite1h),
    },
    webSearches: BigInt(counts.webSearches),
    lowerBoundCalls: BigInt(counts.lowerBoundCalls),
    missingOutputTokens: BigInt(counts.missingOutputTokens),
    unread5m: BigInt(counts.unread5m),
    unread1h: BigInt(counts.unread1h),
  }
}
