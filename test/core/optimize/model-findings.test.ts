import {expect, test} from 'vitest'
import {counterfactual} from '../../../src/core/optimize/counterfactual.ts'
import {batchableFindings, cheaperSubagentFindings} from '../../../src/core/optimize/model-findings.ts'
import {rankFindings} from '../../../src/core/optimize/optimize-report.ts'
import type {Finding} from '../../../src/core/optimize/finding.ts'
import {MINUTE, madeCall} from '../caching/made-stream.ts'

const {rate} = madeCall(0, {})
const cheap = {model: 'claude-haiku-5', rate: {...rate, input: 1_000_000n, output: 5_000_000n}}
const calls = (count: number, output: number, more = {}) =>
  Array.from({length: count}, (_, index) => madeCall(index * MINUTE, {input: 1000, output}, {agent: 'search', ...more}))
const stream = (...all: ReturnType<typeof madeCall>[]) => ({calls: all, compactionsMs: []})

test('subagents with short answers on a dear model could use a cheap one', () => {
  expect(cheaperSubagentFindings([stream(...calls(5, 200))], cheap)).toEqual([
    {
      kind: 'cheaper_subagent',
      subject: {agent: 'search', model: 'claude-opus-5', instead: 'claude-haiku-5'},
      savingPicodollars: 5n * (1000n * 3_000_000n + 200n * 15_000_000n),
      evidence: {calls: 5, outputTokensPerCall: 200},
    },
  ])
})

test('few calls, long answers, the main thread, and models as cheap are left alone', () => {
  const none = [calls(4, 200), calls(9, 900), calls(9, 200, {agent: 'main'}), calls(9, 200, {rate: cheap.rate})]
  for (const some of none) expect(cheaperSubagentFindings([stream(...some)], cheap)).toEqual([])
})

test('single questions of a program cost half as a batch', () => {
  const [alone] = calls(1, 1000, {entrypoint: 'sdk-cli', session: 'alone'})
  if (alone === undefined) throw new Error('no call')
  const others = [
    stream(...calls(2, 1000, {entrypoint: 'sdk-cli', session: 'two'})),
    stream(...calls(1, 1000, {entrypoint: 'cli', session: 'person'})),
    stream(...calls(1, 1000, {entrypoint: null, session: 'unknown'})),
    stream(...calls(1, 1000, {entrypoint: 'sdk-ts', session: 'unpriced', priced: false})),
    stream(...calls(1, 1000, {entrypoint: 'sdk-ts', session: 'main'})),
    stream(...calls(1, 1000, {entrypoint: 'sdk-ts', session: 'main', agent: 'other'})),
  ]
  expect(batchableFindings([stream(alone), ...others])).toEqual([
    {
      kind: 'batchable',
      subject: {},
      savingPicodollars: (1000n * 4_000_000n + 1000n * 20_000_000n) / 2n,
      evidence: {calls: 1},
    },
  ])
  expect(batchableFindings(others)).toEqual([])
})

test('the same tokens on other models: 4M in, 0.4M out, 0.8M written and 4M read, as worked out by hand', () => {
  const tokens = {input: 4_000_000n, output: 400_000n, cacheRead: 4_000_000n, cacheWrite5m: 800_000n, cacheWrite1h: 0n}
  const on = (input: bigint, output: bigint, cacheWrite5m: bigint, cacheRead: bigint) =>
    counterfactual([
      {
        tokens,
        webSearches: 0n,
        actualPicodollars: 22_200_000_000_000n,
        otherRate: {...rate, input, output, cacheWrite5m, cacheRead},
      },
    ])
  expect(on(250_000n, 1_250_000n, 300_000n, 30_000n).otherPicodollars).toBe(1_860_000_000_000n)
  expect(on(3_000_000n, 15_000_000n, 3_750_000n, 300_000n)).toMatchObject({
    otherPicodollars: 22_200_000_000_000n,
    savedPicodollars: 0n,
    savedPct: 0,
  })
  expect(on(15_000_000n, 75_000_000n, 18_750_000n, 1_500_000n)).toMatchObject({
    otherPicodollars: 111_000_000_000_000n,
    savedPct: 400,
  })
  expect(counterfactual([])).toMatchObject({otherPicodollars: 0n, savedPct: null})
})

test('findings rank by what a month of 30 days would save; ties have a fixed order', () => {
  const finding = (tool: string, dollars: bigint): Finding => {
    return {kind: 'large_tool_results', subject: {tool}, savingPicodollars: dollars * 10n ** 12n, evidence: {}}
  }
  const ranked = rankFindings([finding('Read', 1n), finding('Grep', 1n), finding('Bash', 3n), finding('Edit', 2n)], 10)
  expect(
    ranked.map(({subject, perMonthPicodollars, rank}) => [rank, subject['tool'], perMonthPicodollars / 10n ** 12n]),
  ).toEqual([
    [1, 'Bash', 9n],
    [2, 'Edit', 6n],
    [3, 'Grep', 3n],
    [4, 'Read', 3n],
  ])
  expect(rankFindings([finding('Grep', 1n), finding('Read', 1n)], 10).map(({subject}) => subject['tool'])).toEqual([
    'Grep',
    'Read',
  ])
})
