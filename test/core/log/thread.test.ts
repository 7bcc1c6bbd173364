import {expect, test} from 'vitest'
import {logPlace} from '../../../src/core/log/log-place.ts'
import {startContext} from '../../../src/core/log/reader-context.ts'
import {threadOf} from '../../../src/core/log/thread.ts'

const main = logPlace('/p/s1.jsonl')

test('lines of the main thread and of a subagent’s own file stand on the file’s thread', () => {
  const context = startContext(false)
  const own = {context: context.main, chain: null}
  expect(threadOf({uuid: 'u1'}, main, context)).toEqual(own)
  expect(threadOf({uuid: 'u1', isSidechain: true}, logPlace('/p/agent-a.jsonl'), context)).toEqual(own)
  expect(context.chainOf.size).toBe(0)
})

test('a sidechain line without a uuid belongs to the chain of its parent, else to nothing', () => {
  const context = startContext(false)
  const {context: chain} = threadOf({uuid: 'a1', isSidechain: true}, main, context)
  expect(threadOf({parentUuid: 'a1', isSidechain: true}, main, context)).toEqual({context: chain, chain: 'a1'})
  const lost = threadOf({isSidechain: true}, main, context)
  expect(lost.chain).toBeNull()
  expect(lost.context).not.toBe(context.main)
  expect([...context.chainOf.keys()]).toEqual(['a1'])
})

test('inline sidechains are told apart by their first lines', () => {
  const context = startContext(false)
  const chains = [
    {uuid: 'a1', parentUuid: null},
    {uuid: 'b1', parentUuid: null},
    {uuid: 'a2', parentUuid: 'a1'},
    {uuid: 'b2', parentUuid: 'b1'},
    {uuid: 'a3', parentUuid: 'a2'},
    {uuid: 'c1', parentUuid: 'nowhere'},
  ].map((line) => threadOf({...line, isSidechain: true}, main, context).chain)
  expect(chains).toEqual(['a1', 'b1', 'a1', 'b1', 'a1', 'c1'])
  expect([...context.chains.keys()]).toEqual(['a1', 'b1', 'c1'])
  expect(threadOf({uuid: 'a4', parentUuid: 'a3', isSidechain: true}, main, context).context).toBe(
    context.chains.get('a1'),
  )
})
