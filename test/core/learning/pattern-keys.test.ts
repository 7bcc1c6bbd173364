import {expect, test} from 'vitest'
import {patternKeys} from '../../../src/core/learning/pattern-keys.ts'

test('a call teaches its own key and the two that look-ups fall back to', () => {
  expect(patternKeys({plugin: 'wixie', skill: '/create', role: 'orchestrator'})).toEqual([
    'wixie:/create:orchestrator',
    'wixie:orchestrator',
    'wixie',
  ])
})

test('a missing skill is a hook, a missing role is unknown', () => {
  expect(patternKeys({plugin: 'wixie', skill: null, role: null})[0]).toBe('wixie:hook:unknown')
})
