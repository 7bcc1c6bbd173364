import {expect, test} from 'vitest'
import {callKeys} from '../../../src/core/anomaly/call-keys.ts'
import {learningKeys} from '../../../src/core/learning/tuple-key.ts'

const call = {
  plugin: 'review',
  subPlugin: null,
  skills: ['/lint'],
  agent: 'main',
  role: 'executor',
  model: 'claude-opus-5',
  kind: 'message',
}

test('a call teaches its tuple, then plugin, skill and role, and is looked up in that order', () => {
  expect(learningKeys(callKeys(call)[0])).toEqual([
    'plugin=review,skill=/lint,agent=main,role=executor,model=claude-opus-5',
    'review:/lint:executor',
    'review:executor',
    'review',
  ])
})

test('the tuple names the kind of a call that is no message', () => {
  expect(learningKeys(callKeys({...call, kind: 'compaction'})[0])[0]).toContain(',kind=compaction')
})

test('calls without a plugin have a name to be learned under, too', () => {
  const [, ...keys] = learningKeys(callKeys({...call, plugin: null, skills: [], role: null})[0])
  expect(keys).toEqual(['(none):hook:unknown', '(none):unknown', '(none)'])
})
