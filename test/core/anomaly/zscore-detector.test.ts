import {expect, test} from 'vitest'
import {createZScoreDetector, DEFAULT_ZSCORE_SETTINGS} from '../../../src/core/anomaly/zscore-detector.ts'

function taught(costs: readonly number[], settings = DEFAULT_ZSCORE_SETTINGS) {
  const judge = createZScoreDetector(settings)
  for (const usd of costs) judge('key', usd)
  return judge
}

const alternating = Array.from({length: 30}, (_, call) => (call % 2 === 0 ? 0.1 : 0.12))

test('$0.20 after thirty calls of 10 and 12 cents is a spike of z = 9 (known figure of the pech seed)', () => {
  const verdict = taught(alternating)('key', 0.2)
  expect(verdict).toMatchObject({kind: 'spike', source: 'window', historyCalls: 30})
  expect(verdict).toHaveProperty('score', expect.closeTo(9, 9))
  expect(verdict).toHaveProperty('expectedUsd', expect.closeTo(0.11, 12))
})

test('a call far below is a drop, one within three deviations is usual', () => {
  expect(taught(alternating)('key', 0.01).kind).toBe('drop')
  expect(taught(alternating)('key', 0.139).kind).toBe('usual')
})

test('with 29 calls the rule is silent, and other keys do not help', () => {
  const judge = taught(alternating.slice(1))
  expect(judge('other', 5)).toEqual({kind: 'learning', seen: 0, needed: 30})
  expect(judge('key', 5)).toEqual({kind: 'learning', seen: 29, needed: 30})
})

test('with too few calls the learned prior judges, and says so', () => {
  const priorOf = (key: string) => (key === 'key' ? {meanUsd: 0.1, sigmaUsd: 0.02} : null)
  const verdict = taught([], {...DEFAULT_ZSCORE_SETTINGS, priorOf})('key', 0.2)
  expect(verdict).toMatchObject({kind: 'spike', source: 'prior', historyCalls: 0, expectedUsd: 0.1})
})

test('thirty equal calls have no deviation: the verdict is flat, and says whether the call differs', () => {
  const equal = new Array<number>(30).fill(0.1)
  expect(taught(equal)('key', 5)).toMatchObject({kind: 'flat', differs: true})
  expect(taught(equal)('key', 0.1)).toMatchObject({kind: 'flat', differs: false})
})

test('a prior without spread cannot judge', () => {
  const priorOf = () => ({meanUsd: 0.1, sigmaUsd: 0})
  const judge = createZScoreDetector({...DEFAULT_ZSCORE_SETTINGS, priorOf})
  expect(judge('key', 0.1)).toEqual({kind: 'flat', expectedUsd: 0.1, differs: false})
})
