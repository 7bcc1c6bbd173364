import {expect, test} from 'vitest'
import {configOf, findingsOf} from './config-text.ts'

test('roles keep their order, since the first that matches decides', () => {
  const text = "roles: [{agent: 'a*', role: executor}, {agent: '*', role: validator}, {agent: b, role: orchestrator}]"
  expect(configOf(text).config.roles.map(({agent}) => agent)).toEqual(['a*', '*', 'b'])
})

test('a role that lacks a part, or names an agent again, is left out', () => {
  const text =
    'roles:\n- {agent: a}\n- {role: executor}\n- a\n- {agent: b, role: executor}\n- {agent: b, role: validator}'
  expect(findingsOf(text)).toEqual([
    '2:3 roles[0] KEY_MISSING',
    '3:3 roles[1] KEY_MISSING',
    '4:3 roles[2] VALUE_UNEXPECTED',
    '6:11 roles[4].agent NAME_DUPLICATE',
  ])
  expect(configOf(text).config.roles).toEqual([{agent: 'b', role: 'executor'}])
})
