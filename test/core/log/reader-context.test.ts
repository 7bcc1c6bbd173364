import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  answeredTask,
  awaitChain,
  deserializeContext,
  fireSkills,
  serializeContext,
  skillsInForce,
  startContext,
  startThread,
  type ThreadContext,
} from '../../../src/core/log/reader-context.ts'

const thread: fc.Arbitrary<ThreadContext> = fc.record({
  prompt: fc.option(fc.string()),
  skills: fc.option(fc.array(fc.string())),
  fired: fc.option(fc.record({identity: fc.string(), skills: fc.array(fc.string())})),
})

test('a stored context is the same when it is read again', () => {
  const pairs = <Value>(value: fc.Arbitrary<Value>) => fc.array(fc.tuple(fc.string(), value)).map((all) => new Map(all))
  const context = fc.record({
    main: thread,
    command: fc.option(fc.string()),
    tasks: fc.array(fc.record({promptHash: fc.integer(), toolUseId: fc.string()})),
    chainOf: pairs(fc.string()),
    chains: pairs(thread),
  })
  fc.assert(
    fc.property(context, (original) => {
      expect(deserializeContext(serializeContext(original))).toEqual(original)
    }),
  )
})

test('a main thread begins without skills, a subagent with those of the call that started it', () => {
  expect([startContext(false).main.skills, startContext(true).main.skills]).toEqual([[], null])
})

test('a fired skill is in force from the next response on', () => {
  const thread = startThread(false)
  expect(skillsInForce(thread, 'm1')).toEqual([])
  fireSkills(thread, 'm1', ['tidy'])
  fireSkills(thread, 'm1', ['build', 'tidy'])
  expect(skillsInForce(thread, 'm1')).toEqual([])
  expect(skillsInForce(thread, 'm2')).toEqual(['tidy', 'build'])
  expect(skillsInForce(thread, 'm3')).toEqual(['tidy', 'build'])
})

test('calls with the same prompt are answered by chains one after the other', () => {
  const context = startContext(false)
  const tasks: [number, string][] = [
    [1, 't1'],
    [1, 't2'],
    [2, 't3'],
    [1, 't1'],
  ]
  for (const [promptHash, toolUseId] of tasks) awaitChain(context, {promptHash, toolUseId})
  expect([1, 2, 1, 1, 3].map((hash) => answeredTask(context, hash))).toEqual(['t1', 't3', 't2', null, null])
})

test('a call whose chain never came is forgotten after many others', () => {
  const context = startContext(false)
  for (let index = 0; index < 40; index++) awaitChain(context, {promptHash: index, toolUseId: `t${index}`})
  expect([7, 8, 39].map((hash) => answeredTask(context, hash))).toEqual([null, 't8', 't39'])
})
