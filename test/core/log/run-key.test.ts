import {expect, test} from 'vitest'
import {runKey} from '../../../src/core/log/run-key.ts'

test('agents of one id in two sessions are two runs', () => {
  expect(new Set([runKey('s1', 'a'), runKey('s2', 'a'), runKey(null, 'a')]).size).toBe(3)
})
