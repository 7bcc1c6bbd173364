import {expect, test} from 'vitest'
import {HOOK_EVENTS} from '../../../src/core/budget/hook-answer.ts'

test('pech has a part in eight events of a session', () => {
  expect(new Set(HOOK_EVENTS).size).toBe(8)
})
