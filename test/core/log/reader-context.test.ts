import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
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
