import fc from 'fast-check'
import {expect, test} from 'vitest'
import {logPlace} from '../../../src/core/log/log-place.ts'
import {readLine} from '../../../src/core/log/read-line.ts'
import {startContext} from '../../../src/core/log/reader-context.ts'
import {callLine, Collected, readLines} from './collected.ts'

const place = logPlace('/p/s1.jsonl')

function isWhole(text: string): boolean {
  return readLine(text, 0, place, startContext(false), new Collected())
}

test('a line is whole when it is JSON of any kind, with a byte order mark or a carriage return too', () => {
  expect(['{}', '[]', '7', 'null', '"x"', '\uFEFF{}', '{}\r'].map(isWhole)).toEqual(new Array(7).fill(true))
  expect(['', '{', '{"a":1', 'NaN', '{}}', '\0'].map(isWhole)).toEqual(new Array(6).fill(false))
})

test('no text at all makes the reader throw', () => {
  const type = fc.constantFrom('assistant', 'user', 'custom-title', 'ai-title', 'cost-state', 'system', 'progress')
  const json = fc
    .tuple(type, fc.jsonValue(), fc.jsonValue())
    .map(([type, message, usage]) =>
      JSON.stringify({type, message, sessionId: usage, toolUseResult: message, ...Object(message)}),
    )
  fc.assert(
    fc.property(fc.oneof(fc.string(), json), (text) => {
      expect(typeof isWhole(text)).toBe('boolean')
    }),
    {numRuns: 1000},
  )
})

test('titles are taken in both kinds, named for the line’s session or the file’s', () => {
  const {titles} = readLines(
    '/p/s1.jsonl',
    {type: 'ai-title', aiTitle: 'Harbour', sessionId: 's2'},
    {type: 'custom-title', customTitle: 'Mine'},
    {type: 'custom-title', aiTitle: 'not this'},
    {type: 'ai-title', aiTitle: ''},
  )
  expect(titles).toEqual([
    {session: 's2', custom: false, title: 'Harbour', path: '/p/s1.jsonl', offset: 0},
    {session: 's1', custom: true, title: 'Mine', path: '/p/s1.jsonl', offset: 100},
  ])
  expect(readLines('/p/agent-a.jsonl', {type: 'ai-title', aiTitle: 'Harbour'}).titles).toEqual([])
})

test('a running total is kept as text, if it has models and a session', () => {
  const state = {type: 'cost-state', totalCostUSD: 1.5, startTime: 7, modelUsage: {m: {}}, account: 'secret'}
  const {costStates} = readLines('/p/s1.jsonl', state, {...state, sessionId: 's2'}, {...state, modelUsage: null})
  expect(costStates.map(({session, offset}) => [session, offset])).toEqual([
    ['s1', 0],
    ['s2', 100],
  ])
  expect(JSON.parse(costStates[0]!.json)).toEqual({totalCostUSD: 1.5, startTime: 7, modelUsage: {m: {}}})
  expect(readLines('/p/agent-a.jsonl', state).costStates).toEqual([])
})

test('the compactions of a session are known by their time', () => {
  const line = {type: 'system', subtype: 'compact_boundary', timestamp: '2026-11-15T10:00:00.000Z', sessionId: 's2'}
  const {compactions} = readLines(
    '/p/s1.jsonl',
    line,
    {...line, sessionId: undefined},
    {...line, subtype: 'api_error'},
    {...line, timestamp: 'x'},
  )
  expect(compactions).toEqual([
    {session: 's2', atMs: Date.UTC(2026, 10, 15, 10)},
    {session: 's1', atMs: Date.UTC(2026, 10, 15, 10)},
  ])
  expect(readLines('/p/agent-a.jsonl', {...line, sessionId: ''}).compactions).toEqual([])
})

test('a call inside another kind of line is none', () => {
  expect(
    readLines('/p/s1.jsonl', {...callLine('m'), type: 'progress'}, {type: 'progress', data: callLine('m')}).calls,
  ).toEqual([])
})
