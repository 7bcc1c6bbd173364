import {expect, test} from 'vitest'
import {
  createQuietDetector,
  createQuietWatch,
  DEFAULT_QUIET_SETTINGS,
} from '../../../src/core/anomaly/quiet-detector.ts'
import type {Verdict} from '../../../src/core/anomaly/verdict.ts'
import {madeWorld, type MadeCall} from './made-calls.ts'

const everything = (costUsd: number) => ({keys: ['everything'] as const, costUsd})

/** A detector that has seen `calls` calls of one key, at 10 to 12 cents each. */
function taught(calls: number, settings = DEFAULT_QUIET_SETTINGS) {
  const judge = createQuietDetector(settings)
  for (let call = 0; call < calls; call++) judge(everything(0.1 + 0.01 * (call % 3)))
  return judge
}

test('before the 200th call nothing is an alert, and the state says how far it is', () => {
  expect(taught(0)(everything(5))).toEqual({kind: 'learning', seen: 0, needed: 200})
  expect(taught(199)(everything(5))).toEqual({kind: 'learning', seen: 199, needed: 200})
})

test('a call of $5 among calls of 11 cents is a spike, and says what was expected', () => {
  const verdict = taught(200)(everything(5))
  expect(verdict).toMatchObject({kind: 'spike', source: 'window', historyCalls: 200})
  expect(verdict).toHaveProperty('expectedUsd', 0.11)
  expect(verdict).toHaveProperty('score', expect.closeTo(5 / 0.33, 9))
})

test('a cheap call is never an alert', () => {
  expect(taught(300)(everything(0.000_001)).kind).toBe('usual')
})

test('a spike below the floor is not worth a word', () => {
  expect(taught(200, {...DEFAULT_QUIET_SETTINGS, floorUsd: 6})(everything(5)).kind).toBe('usual')
})

test('thirty equal calls and then $5 is a spike once there are enough of them: σ = 0 does not silence it', () => {
  const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  for (let call = 0; call < 200; call++) judge(everything(0.1))
  expect(judge(everything(5)).kind).toBe('spike')
})

test('a few spikes do not blind the detector', () => {
  const judge = taught(200)
  const verdicts = Array.from({length: 40}, (_, call) => judge(everything(call % 5 === 0 ? 5 : 0.1)).kind)
  expect(verdicts.filter((kind) => kind === 'spike')).toHaveLength(8)
})

test('ten spikes in a row are a new level, learned anew', () => {
  const judge = taught(500)
  const verdicts = Array.from({length: 60}, () => judge(everything(5)).kind)
  expect(verdicts.filter((kind) => kind === 'spike')).toHaveLength(10)
  expect(verdicts.slice(10)).toEqual(new Array<string>(50).fill('learning'))
})

test('a key that has cost nothing but 0 is flat, and learns when that ends', () => {
  const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  for (let call = 0; call < 200; call++) judge(everything(0))
  expect(judge(everything(0))).toEqual({kind: 'flat', expectedUsd: 0, differs: false})
  expect(judge(everything(1))).toEqual({kind: 'flat', expectedUsd: 0, differs: true})
  for (let call = 0; call < 100; call++) judge(everything(1))
  expect(judge(everything(1)).kind).toBe('usual')
})

test('with a floor, the first cost above it of a free key is a spike', () => {
  const judge = createQuietDetector({...DEFAULT_QUIET_SETTINGS, floorUsd: 0.25})
  for (let call = 0; call < 200; call++) judge(everything(0))
  expect(judge(everything(1))).toMatchObject({kind: 'spike', expectedUsd: 0, score: 4})
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300])('%d is no cost: not judged, not learned', (costUsd) => {
  const judge = taught(199)
  expect(judge(everything(costUsd)).kind).toBe('invalid')
  expect(judge(everything(0.1))).toEqual({kind: 'learning', seen: 199, needed: 200})
})

test('a new key borrows the tail of a broader one after 20 calls, at its own usual cost', () => {
  const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  const cheap = (call: number) => ({keys: ['cheap', 'everything'] as const, costUsd: 0.01 * (1 + (call % 5) / 10)})
  const dear = (costUsd: number) => ({keys: ['dear', 'everything'] as const, costUsd})
  for (let call = 0; call < 400; call++) judge(cheap(call))
  for (let call = 0; call < 20; call++) expect(judge(dear(2 + (call % 3))).kind).toBe('learning')
  expect(judge(dear(6))).toMatchObject({kind: 'usual', source: 'borrowed', expectedUsd: 3})
  expect(judge(dear(30))).toMatchObject({kind: 'spike', source: 'borrowed', historyCalls: 21})
})

test('a new key without a broader one that has learned is silent until its own 200th call', () => {
  const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  for (let call = 0; call < 199; call++) judge({keys: ['new', 'everything'], costUsd: 1})
  expect(judge({keys: ['new', 'everything'], costUsd: 50}).kind).toBe('learning')
  expect(judge({keys: ['new', 'everything'], costUsd: 50}).kind).toBe('spike')
})

test('a disaster among the first calls of a key does not hide a later one', () => {
  const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  for (let call = 0; call < 250; call++) judge(everything(call === 7 ? 500 : 0.1))
  expect(judge(everything(5)).kind).toBe('spike')
})

test('a free key has no ratio to lend', () => {
  const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  for (let call = 0; call < 300; call++) judge({keys: ['free', 'everything'], costUsd: 0})
  for (let call = 0; call < 30; call++) judge({keys: ['new', 'everything'], costUsd: 1})
  expect(judge({keys: ['new', 'everything'], costUsd: 50}).kind).toBe('learning')
})

function scoreOf(calls: readonly MadeCall[], judge: (call: MadeCall) => Verdict) {
  const alerts = calls.map((call) => judge(call).kind === 'spike')
  const count = (alert: boolean, injected: boolean) =>
    calls.filter((call, index) => alerts[index] === alert && call.injected === injected).length
  const [hits, falseAlerts, missed] = [count(true, true), count(true, false), count(false, true)]
  return {f1: (2 * hits) / (2 * hits + falseAlerts + missed), falsePer1000: (1000 * falseAlerts) / calls.length}
}

test('in a world of six kinds of calls, keys find most tenfold calls; one stream without keys finds few', () => {
  const calls = madeWorld(20_000, 0.005, 11)
  const keyed = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  const keyless = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  const withKeys = scoreOf(calls, keyed)
  const without = scoreOf(calls, ({costUsd}) => keyless(everything(costUsd)))
  expect(withKeys.falsePer1000).toBeLessThanOrEqual(0.5)
  expect(withKeys.f1).toBeGreaterThan(0.7)
  expect(without.f1).toBeLessThan(0.35)
})

test('clean worlds raise about one alert per 1,000 calls, the first calls of each key included', () => {
  const rates = [1, 2, 3, 4, 5, 6].map((seed) => {
    const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
    return scoreOf(madeWorld(10_000, 0, seed), judge).falsePer1000
  })
  expect(rates.reduce((sum, rate) => sum + rate, 0) / rates.length).toBeLessThanOrEqual(1.25)
})

test('a key judged by its own calls must also outdo the tail that its broader key has seen', () => {
  const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  const wild = (call: number) => ({keys: ['wild', 'everything'] as const, costUsd: call % 20 === 0 ? 40 : 1})
  const calm = (costUsd: number) => ({keys: ['calm', 'everything'] as const, costUsd})
  for (let call = 0; call < 1500; call++) judge(wild(call))
  for (let call = 0; call < 250; call++) judge(calm(1 + (call % 3) / 10))
  expect(judge(calm(10))).toMatchObject({kind: 'usual', source: 'window'})
  expect(judge(calm(900))).toMatchObject({kind: 'spike', source: 'window'})
})

test('the limit of a key is the cost that its next call may have', () => {
  const watch = createQuietWatch(DEFAULT_QUIET_SETTINGS)
  const keys = ['narrow'] as const
  expect(watch.limit(keys)).toBeNull()
  for (let call = 0; call < 300; call++) watch.judge({keys, costUsd: 1 + (call % 7) / 10})
  const limit = watch.limit(keys)
  if (limit === null) throw new Error('no limit after 300 calls')
  expect(limit.usualUsd).toBeCloseTo(1.3, 9)
  expect(watch.judge({keys, costUsd: limit.limitUsd}).kind).toBe('usual')
  expect(createQuietWatch(DEFAULT_QUIET_SETTINGS).judge({keys, costUsd: -1}).kind).toBe('invalid')
  for (let call = 0; call < 300; call++) watch.judge({keys: ['free'], costUsd: 0})
  expect(watch.limit(['free'])).toBeNull()
})

test('who learns without asking ends with the same limits as who judges each call', () => {
  const judging = createQuietWatch(DEFAULT_QUIET_SETTINGS)
  const learning = createQuietWatch(DEFAULT_QUIET_SETTINGS)
  const newLevel = Array.from({length: 30}, () => ({
    keys: ['plan/opus', 'opus/sub', 'opus', 'everything'] as const,
    costUsd: 90,
  }))
  const free = Array.from({length: 250}, () => ({keys: ['free', 'everything'] as const, costUsd: 0}))
  const invalid = {keys: ['main/opus', 'everything'] as const, costUsd: NaN}
  for (const call of [...madeWorld(9000, 0.01, 7), ...newLevel, ...free, invalid]) {
    judging.judge(call)
    learning.learn(call)
    expect(learning.limit(call.keys)).toEqual(judging.limit(call.keys))
  }
})
