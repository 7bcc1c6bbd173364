import {expect, test} from 'vitest'
import {logPlace} from '../../../src/core/log/log-place.ts'

test('a main transcript is named for its session', () => {
  expect(logPlace('/p/-src/s1.jsonl')).toEqual({
    path: '/p/-src/s1.jsonl',
    firstPath: '/p/-src/s1.jsonl',
    sidechain: false,
    compaction: false,
    agentId: null,
    session: 's1',
  })
})

test('what lies below a subagents folder, or is called agent-…, is a sidechain', () => {
  expect(logPlace('/p/s1/subagents/agent-a1.jsonl')).toMatchObject({sidechain: true, agentId: 'a1', session: 's1'})
  expect(logPlace('/p/s1/subagents/workflows/wf_1/agent-a2.jsonl')).toMatchObject({
    sidechain: true,
    agentId: 'a2',
    session: 's1',
  })
  expect(logPlace('/p/s1/subagents/workflows/wf_1/journal.jsonl')).toMatchObject({
    sidechain: true,
    agentId: null,
    session: 's1',
  })
  expect(logPlace('/p/agent-a3.jsonl')).toMatchObject({sidechain: true, agentId: 'a3', session: null})
  expect(logPlace(String.raw`C:\p\s1\subagents\agent-a1.jsonl`)).toMatchObject({
    sidechain: true,
    agentId: 'a1',
    session: 's1',
  })
})

test('the side file of a compaction says so', () => {
  expect(logPlace('/p/s1/subagents/agent-acompact-7.jsonl')).toMatchObject({compaction: true, sidechain: true})
})

test('a renamed transcript keeps the name by which lines without any id are known', () => {
  expect(logPlace('/p/b.jsonl', '/p/a.jsonl')).toMatchObject({
    path: '/p/b.jsonl',
    firstPath: '/p/a.jsonl',
    session: 'b',
  })
})

test('a path without names names no session', () => {
  expect(logPlace('.jsonl').session).toBeNull()
  expect(logPlace('/subagents/agent-a.jsonl').session).toBeNull()
})

test('a transcript that was named by hand, without the ending, is named for its session as a whole', () => {
  expect(logPlace('/tmp/s1.log').session).toBe('s1.log')
})
