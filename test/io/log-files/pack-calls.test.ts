import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {CallState} from '../../../src/core/log/copy.ts'
import {textHash} from '../../../src/core/log/text-hash.ts'
import {evidenceName} from '../../../src/io/ledger/evidence-name.ts'
import {packCalls} from '../../../src/io/log-files/pack-calls.ts'
import {unpackCalls} from '../../../src/io/log-files/unpack-calls.ts'

const count = fc.nat()
const text = fc.constantFrom('a', 'b', 'Read', '', 'é')
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {nil: null})
const usage = fc.record({
  tokens: fc.record({input: count, output: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count}),
  webSearches: count,
  speed: maybe(text),
  serviceTier: maybe(text),
  geo: maybe(text),
})
const evidence = fc.record({
  session: maybe(text),
  cwd: maybe(text),
  branch: maybe(text),
  version: maybe(text),
  entrypoint: maybe(text),
  sidechain: fc.boolean(),
  compaction: fc.boolean(),
  run: maybe(text),
  nativeAgent: maybe(text),
  nativeSkill: maybe(text),
  nativePlugin: maybe(text),
  skills: maybe(fc.array(text, {maxLength: 2})),
  peer: fc.constant(null),
})
const kind = fc.constantFrom<('compaction' | 'advisor' | 'fallback')[]>('compaction', 'advisor', 'fallback')
const call: fc.Arbitrary<CallState> = fc.record({
  identity: text,
  atMs: maybe(count),
  best: fc.record({
    sidechain: fc.boolean(),
    hasStop: fc.boolean(),
    path: text,
    offset: count,
    model: text,
    usage,
    iterations: fc.array(fc.record({kind, model: text, usage}), {maxLength: 3}),
    requestId: maybe(text),
    reportedUsd: maybe(fc.double({min: 0, max: 9, noNaN: true})),
  }),
  home: fc.record({
    forked: fc.boolean(),
    atMs: maybe(count),
    path: text,
    offset: count,
    evidence,
    prompt: maybe(text),
  }),
  tools: fc.array(fc.record({useHash: count, name: text, position: count}), {maxLength: 3}),
  blocks: maybe(fc.array(fc.record({hash: count, characters: count}), {maxLength: 3})),
})

test('calls cross threads unchanged, however many they are and whatever they share', () => {
  fc.assert(
    fc.property(fc.array(call, {maxLength: 5}), fc.constantFrom(1, 2, 200), (calls, times) => {
      const many = Array.from({length: times}, () => calls).flat()
      expect(unpackCalls(packCalls(many))).toEqual(many)
    }),
    {numRuns: 20},
  )
  const iteration = {kind: 'advisor' as const, model: 'm', usage: fc.sample(usage, {numRuns: 1, seed: 1})[0]!}
  const [one] = fc.sample(call, {numRuns: 1, seed: 1})
  const wide = {...one!, best: {...one!.best, iterations: Array.from({length: 9000}, () => iteration)}}
  expect(unpackCalls(packCalls([wide, one!]))).toEqual([wide, one])
})

test('what is hashed on one thread has the same hash on the other', () => {
  const calls = fc.sample(call, {numRuns: 30, seed: 2})
  const packed = packCalls(calls)
  const unpacked = unpackCalls(packed)
  expect([...packed.hashes]).toEqual(calls.map(({identity}) => textHash(identity)))
  expect(unpacked.map(({home}) => evidenceName(home.evidence))).toEqual(
    calls.map(({home}) => evidenceName(home.evidence)),
  )
})
