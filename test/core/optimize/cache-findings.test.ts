import {expect, test} from 'vitest'
import {lifetimeFindings, lostCacheFindings, unreadWriteFindings} from '../../../src/core/optimize/cache-findings.ts'
import {MINUTE, madeCall} from '../caching/made-stream.ts'

const stream = (...calls: ReturnType<typeof madeCall>[]) => ({calls, compactionsMs: []})

test('what nothing read would have been plain input; calls without price or outside the period say nothing', () => {
  const calls = [
    madeCall(0, {cacheWrite5m: 1000, cacheWrite1h: 2000}, {unread5m: 1000, unread1h: 2000}),
    madeCall(1, {cacheWrite5m: 500}, {unread5m: 500, priced: false}),
    madeCall(2, {cacheWrite5m: 500}, {unread5m: 500, inScope: false}),
    madeCall(3, {cacheWrite5m: 500}),
  ]
  expect(unreadWriteFindings([stream(...calls)])).toEqual([
    {
      kind: 'unread_cache_writes',
      subject: {agent: 'main'},
      savingPicodollars: 1000n * 1_000_000n + 2000n * 4_000_000n,
      evidence: {calls: 1, tokens: 3000},
    },
  ])
})

test('an hour that no pause needed could have been five minutes', () => {
  const calls = [madeCall(0, {cacheWrite1h: 10_000}), madeCall(MINUTE, {cacheRead: 10_000, cacheWrite1h: 500})]
  expect(lifetimeFindings([stream(...calls)])).toEqual([
    {
      kind: 'shorter_cache_lifetime',
      subject: {agent: 'main'},
      savingPicodollars: 10_500n * 3_000_000n,
      evidence: {calls: 2, tokens: 10_500},
    },
  ])
})

test('an hour that was needed once too often is worth its price', () => {
  const calls = [madeCall(0, {cacheWrite1h: 10_000}), madeCall(20 * MINUTE, {cacheRead: 10_000, cacheWrite1h: 500})]
  expect(lifetimeFindings([stream(...calls)])).toEqual([])
})

test('writing again after every pause of some minutes is dearer than an hour', () => {
  const calls = [0, 10, 20, 30].map((minute) => madeCall(minute * MINUTE, {cacheWrite5m: 100_000}))
  expect(lifetimeFindings([stream(...calls)])).toMatchObject([
    // three times 100,000 tokens at $8 less $0.40, less four dearer writes at $3
    {kind: 'longer_cache_lifetime', savingPicodollars: 3n * 100_000n * 7_600_000n - 4n * 100_000n * 3_000_000n},
  ])
})

test('an agent whose sessions ask for opposite lifetimes gets the answer that saves more', () => {
  const paused = [0, 10, 20, 30].map((minute) => madeCall(minute * MINUTE, {cacheWrite5m: 100_000}))
  const busy = [madeCall(0, {cacheWrite1h: 10_000}), madeCall(MINUTE, {cacheRead: 10_000, cacheWrite1h: 500})]
  const other = [madeCall(0, {cacheWrite1h: 10_000}, {agent: 'search'})]
  expect(
    lifetimeFindings([stream(...paused), stream(...busy), stream(...other)]).map(({kind, subject}) => [
      kind,
      subject['agent'],
    ]),
  ).toEqual([
    ['shorter_cache_lifetime', 'search'],
    ['longer_cache_lifetime', 'main'],
  ])
})

test('pauses of seconds or of hours, other models, and calls that are not asked about decide nothing', () => {
  const at = (minute: number, more = {}) => madeCall(minute * MINUTE, {cacheWrite5m: 100_000}, more)
  for (const calls of [
    [at(0), at(1), at(2)],
    [at(0), at(100), at(200)],
    [at(0), at(10, {model: 'other'})],
    [at(0, {inScope: false}), at(10, {priced: false})],
  ]) {
    expect(lifetimeFindings([stream(...calls)])).toEqual([])
  }
})

test('lost caches are told apart by what could have kept them; compactions and short pauses are left to others', () => {
  const lost = (gapMinutes: number, more = {}) =>
    stream(madeCall(0, {cacheWrite5m: 100_000}), madeCall(gapMinutes * MINUTE, {cacheWrite5m: 100_000}, more))
  const saving = 100_000n * 4_600_000n
  const compacted = {...lost(1), compactionsMs: [MINUTE]}
  expect(lostCacheFindings([lost(90), lost(80), lost(10), lost(1), lost(1, {model: 'other'}), compacted])).toEqual([
    {kind: 'long_pauses', subject: {}, savingPicodollars: 2n * saving, evidence: {calls: 2, tokens: 200_000}},
    {kind: 'model_switches', subject: {}, savingPicodollars: saving, evidence: {calls: 1, tokens: 100_000}},
    {kind: 'changed_prefixes', subject: {}, savingPicodollars: saving, evidence: {calls: 1, tokens: 100_000}},
  ])
  expect(lostCacheFindings([])).toEqual([])
})
