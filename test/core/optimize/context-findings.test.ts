import {expect, test} from 'vitest'
import {largeResultFindings, longContextFindings} from '../../../src/core/optimize/context-findings.ts'
import {MINUTE, madeCall} from '../caching/made-stream.ts'

const stream = (...calls: ReturnType<typeof madeCall>[]) => ({calls, compactionsMs: []})

/** One call a minute that reads so many tokens. */
const reading = (...tokens: number[]) =>
  stream(...tokens.map((cacheRead, index) => madeCall(index * MINUTE, {cacheRead})))

test('a context that stays long is worth compacting once, and the compaction is paid for', () => {
  const compaction = 200_000n * 400_000n + 4000n * 20_000_000n + 30_000n * 5_000_000n
  const saved = 9n * 170_000n * 400_000n
  expect(longContextFindings([reading(...new Array<number>(10).fill(200_000))])).toEqual([
    {
      kind: 'long_contexts',
      subject: {},
      savingPicodollars: saved - compaction,
      evidence: {contexts: 1, calls: 9, tokens: 1_530_000},
    },
  ])
})

test('compacting a context that ends soon, or was compacted, would not have paid', () => {
  expect(longContextFindings([reading(200_000, 200_000)])).toEqual([])
  expect(longContextFindings([reading(200_000, 40_000, 40_000, 40_000, 40_000, 40_000, 40_000)])).toEqual([])
  expect(longContextFindings([reading(100_000, 140_000, 149_000)])).toEqual([])
})

test('where the cache was lost, a short context saves writes', () => {
  const calls = [
    madeCall(0, {cacheRead: 200_000}),
    ...[1, 2, 3].map((n) => madeCall(n * MINUTE, {cacheWrite5m: 200_000})),
  ]
  const compaction = 200_000n * 400_000n + 4000n * 20_000_000n + 30_000n * 5_000_000n
  expect(longContextFindings([stream(...calls)])).toMatchObject([
    {savingPicodollars: 3n * 170_000n * 5_000_000n - compaction},
  ])
})

/** A tool call, the result of which the next call writes, and a call that reads it. */
function withResult(tool: string, growth: number, tools = [tool]) {
  return stream(
    madeCall(0, {cacheRead: 50_000, output: 100}, {tools}),
    madeCall(MINUTE, {cacheRead: 50_000, cacheWrite5m: growth + 100}),
    madeCall(2 * MINUTE, {cacheRead: 50_000 + growth}),
    madeCall(3 * MINUTE, {cacheRead: 20_000}),
    madeCall(4 * MINUTE, {cacheRead: 20_000}),
  )
}

test('large results of one tool are what lies beyond 10,000 tokens, written once and read until the context is cut', () => {
  const each = 30_000n * 5_000_000n + 30_000n * 400_000n
  expect(largeResultFindings([withResult('Read', 40_000), withResult('Read', 40_000)])).toEqual([
    {
      kind: 'large_tool_results',
      subject: {tool: 'Read'},
      savingPicodollars: 2n * each,
      evidence: {results: 2, tokens: 80_000},
    },
  ])
})

test('once is no habit; small results and calls with several tools say nothing', () => {
  const small = withResult('Grep', 9000)
  const several = withResult('Read', 40_000, ['Read', 'Bash'])
  expect(
    largeResultFindings([
      withResult('Read', 40_000),
      small,
      small,
      several,
      several,
      stream(madeCall(0, {}, {tools: ['Bash']})),
    ]),
  ).toEqual([])
  const outside = withResult('Read', 40_000).calls.map((call) => ({...call, inScope: false}))
  expect(largeResultFindings([stream(...outside), stream(...outside)])).toEqual([])
})
