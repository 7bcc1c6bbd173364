import {expect, test} from 'vitest'
import {EXIT} from '../../src/core/exit.ts'

test('only 2 blocks a tool call in Claude Code, so only the gate may say 2', () => {
  expect(EXIT).toEqual({ok: 0, couldNot: 1, gateSaysNo: 2})
})
