import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {CallState} from '../../../src/core/log/copy.ts'
import {compareBest, compareHome, compareTools, joinCopies} from '../../../src/core/log/join-copies.ts'
import {callLine, readLines, use} from './collected.ts'

const few = fc.integer({min: 0, max: 2})

/** Copies of one call from few places with few values, so that ties are common; a place always says the same. */
const copy: fc.Arbitrary<CallState> = fc
  .record({
    path: fc.constantFrom('/p/a.jsonl', '/p/b.jsonl', '/p/agent-c.jsonl'),
    place: few,
    output: few,
    input: few,
    stop: fc.boolean(),
    time: few,
    forked: fc.boolean(),
    tool: few,
    session: few,
  })
  .map(({path, place, output, input, stop, time, forked, tool, session}) => {
    const line = callLine('m', {
      sessionId: `s${session}`,
      ...(forked ? {forkedFrom: {}} : {}),
      timestamp: time === 0 ? 'never' : `2026-11-15T10:00:0${time}.000Z`,
      usage: {output_tokens: output, input_tokens: input},
      message: {
        stop_reason: stop ? 'end_turn' : null,
        content: [use(`T${tool}`, {n: tool}, `id${tool}`), {type: 'text', text: 'x'.repeat(tool + 1)}],
      },
    })
    const [state] = readLines(path, ...Array.from({length: place}, () => ''), line).calls
    return state!
  })

/** Values of one place are those of the first copy of it. */
const copies = fc.array(copy, {minLength: 1, maxLength: 6}).map((all) => {
  const byPlace = new Map<string, CallState>()
  return all.map((one) => {
    const place = `${one.best.path}:${one.best.offset}`
    const known = byPlace.get(place)
    byPlace.set(place, known ?? one)
    return known ?? one
  })
})

function join(all: readonly CallState[]): unknown {
  const {blocks, ...joined} = all.reduce(joinCopies)
  return {...joined, blocks: blocks?.toSorted((a, b) => a.hash - b.hash) ?? null}
}

test('joining does not depend on order, grouping or repetition', () => {
  fc.assert(
    fc.property(copies, fc.nat(5), (all, cut) => {
      const expected = join(all)
      expect(join(all.toReversed())).toEqual(expected)
      expect(join([...all, ...all])).toEqual(expected)
      const [left, right] = [all.slice(0, cut), all.slice(cut)]
      if (left.length > 0 && right.length > 0)
        expect(join([left.reduce(joinCopies), right.reduce(joinCopies)])).toEqual(expected)
    }),
    {numRuns: 500},
  )
})

test('both orders of copies are total orders', () => {
  fc.assert(
    fc.property(copy, copy, copy, (a, b, c) => {
      for (const compare of [
        (x: CallState, y: CallState) => compareBest(x.best, y.best),
        (x: CallState, y: CallState) => compareHome(x.home, y.home),
      ]) {
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0)
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0)
      }
    }),
  )
})

function stateOf(path: string, line: Parameters<typeof callLine>[1] = {}): CallState {
  return readLines(path, callLine('m', line)).calls[0]!
}

test('a main-thread copy beats a sidechain copy, however much output that one has', () => {
  const main = stateOf('/p/z.jsonl')
  const side = stateOf('/p/agent-a.jsonl', {usage: {output_tokens: 500}})
  expect(joinCopies(side, main).best).toBe(main.best)
  expect(joinCopies(main, side).home).toBe(main.home)
})

test('then more output, more tokens, a stop reason and the first place decide, in this order', () => {
  const base = {usage: {output_tokens: 5, input_tokens: 5}}
  const ranks = [
    stateOf('/p/a.jsonl', {usage: {output_tokens: 6}}),
    stateOf('/p/a.jsonl', {usage: {output_tokens: 5, input_tokens: 6}}),
    stateOf('/p/b.jsonl', {...base, message: {stop_reason: 'end_turn'}}),
    stateOf('/p/a.jsonl', base),
    stateOf('/p/b.jsonl', base),
  ]
  expect(ranks.toReversed().sort((a, b) => compareBest(a.best, b.best))).toEqual(ranks)
  expect(compareBest(ranks[2]!.best, ranks[3]!.best)).toBeLessThan(0)
})

test('a call is at home in the copy that is not forked, then in the earliest, then in the smallest session', () => {
  const ranks = [
    stateOf('/p/z.jsonl', {timestamp: '2026-11-15T09:00:00Z', sessionId: 'z'}),
    stateOf('/p/z.jsonl', {sessionId: 'a'}),
    stateOf('/p/a.jsonl', {sessionId: 'b'}),
    stateOf('/p/a.jsonl', {timestamp: null, sessionId: 'a'}),
    stateOf('/p/a.jsonl', {timestamp: '2026-11-15T08:00:00Z', forkedFrom: {}}),
  ]
  expect(ranks.toReversed().sort((a, b) => compareHome(a.home, b.home))).toEqual(ranks)
  const nowhere = {...ranks[1]!.home, evidence: {...ranks[1]!.home.evidence, session: null}}
  expect(compareHome(nowhere, ranks[1]!.home)).toBeLessThan(0)
  expect(compareHome(ranks[1]!.home, nowhere)).toBeGreaterThan(0)
})

test('of two copies at one place in time and session, a forked one is not at home', () => {
  const [own, forked] = [stateOf('/p/z.jsonl'), stateOf('/p/a.jsonl', {forkedFrom: {}})]
  expect([compareHome(own.home, forked.home), compareHome(forked.home, own.home)]).toEqual([-1, 1])
})

test('a call’s time is the earliest of its copies, unknown only when all are', () => {
  const [early, late, never] = ['2026-11-15T09:00:00Z', '2026-11-15T10:00:00Z', 'never'].map((timestamp) =>
    stateOf('/p/a.jsonl', {timestamp}),
  )
  expect(joinCopies(late!, early!).atMs).toBe(early!.atMs)
  expect(joinCopies(never!, late!).atMs).toBe(late!.atMs)
  expect(joinCopies(late!, never!).atMs).toBe(late!.atMs)
  expect(joinCopies(never!, never!).atMs).toBeNull()
})

test('tools are the union over the copies by use id; where a use is told twice, the first place holds', () => {
  const [first, second] = ['a', 'b'].map((name) => ({useHash: 1, name, position: name === 'a' ? 5 : 9}))
  const with_ = (...tools: CallState['tools']) => ({...stateOf('/p/a.jsonl'), tools})
  expect(joinCopies(with_(second!), with_(first!)).tools).toEqual([first])
  expect(joinCopies(with_(first!), with_(second!)).tools).toEqual([first])
  expect(joinCopies(with_(), with_(second!)).tools).toEqual([second])
  expect(joinCopies(with_(second!), with_()).tools).toEqual([second])
  const names = [
    {useHash: 2, name: 'a', position: 5},
    {useHash: 2, name: 'b', position: 5},
    {useHash: 3, name: 'a', position: 5},
  ]
  expect(names.toReversed().sort(compareTools)).toEqual(names)
  expect(compareTools(names[0]!, {...names[0]!})).toBe(0)
})

test('a stop reason in any copy means that nothing is missing', () => {
  const open = stateOf('/p/a.jsonl', {message: {content: [{type: 'text', text: 'a'}]}})
  const same = stateOf('/p/a.jsonl', {
    message: {
      content: [
        {type: 'text', text: 'a'},
        {type: 'text', text: 'b'},
      ],
    },
  })
  const next = stateOf('/p/a.jsonl', {message: {content: [{type: 'text', text: 'c'}]}})
  const ended = stateOf('/p/a.jsonl', {message: {stop_reason: 'end_turn'}})
  expect(joinCopies(open, same).blocks).toHaveLength(2)
  expect(joinCopies(same, open).blocks).toHaveLength(2)
  expect(joinCopies(same, next).blocks).toEqual([...(same.blocks ?? []), ...(next.blocks ?? [])])
  expect(joinCopies(open, ended).blocks).toBeNull()
  expect(joinCopies(ended, open).blocks).toBeNull()
})
