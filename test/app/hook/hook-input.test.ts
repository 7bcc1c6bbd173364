import {expect, test} from 'vitest'
import {parseHookInput} from '../../../src/app/hook/hook-input.ts'

test('a byte order mark before the JSON does not keep the gate from being asked', () => {
  const text = JSON.stringify({hook_event_name: 'PreToolUse', session_id: 's', cwd: '/src'})
  expect(parseHookInput(`\uFEFF${text}`)).toEqual(parseHookInput(text))
  expect(parseHookInput(text)).toMatchObject({event: 'PreToolUse', place: {session: 's', cwd: '/src'}})
})

test('what is no JSON object is none', () => {
  expect(['', '[]', 'null', '{', '\uFEFF'].map(parseHookInput)).toEqual([null, null, null, null, null])
})
