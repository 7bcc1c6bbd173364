import {expect, test} from 'vitest'
import {callKeys, keyParts, type CallKind} from '../../../src/core/anomaly/call-keys.ts'

const call: CallKind = {
  plugin: 'review',
  subPlugin: null,
  skills: ['lint', 'format'],
  agent: 'main',
  role: null,
  model: 'claude-opus-5',
  kind: 'message',
}

test('a call is judged by its tuple, its model on its side, its model, and everything', () => {
  expect(callKeys(call).slice(1)).toEqual(['claude-opus-5, main', 'claude-opus-5', 'everything'])
  expect(callKeys({...call, agent: 'explore'})[1]).toBe('claude-opus-5, subagent')
})

test('calls of different skills, agents or kinds have different narrow keys', () => {
  const keys = [call, {...call, skills: ['lint']}, {...call, agent: null}, {...call, kind: 'compaction'}].map(
    (one) => callKeys(one)[0],
  )
  expect(new Set(keys).size).toBe(4)
})

test('a narrow key can be taken apart again; what is missing is left out', () => {
  expect(keyParts(callKeys(call)[0])).toEqual({
    plugin: 'review',
    skill: 'lint+format',
    agent: 'main',
    model: 'claude-opus-5',
    kind: 'message',
  })
  expect(keyParts(callKeys({...call, plugin: null, skills: [], model: null})[0])).toEqual({
    agent: 'main',
    kind: 'message',
  })
  expect(keyParts('all sessions')).toEqual({of: 'all sessions'})
  expect(keyParts('[]')).toEqual({})
})
