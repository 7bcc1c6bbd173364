import {expect, test} from 'vitest'
import {slashCommandSkill} from '../../../src/core/log/slash-command.ts'

const command = (name: string) => `<command-message>x</command-message>\n<command-name>${name}</command-name>`

test('a command of the user’s own is a skill, with or without its slash', () => {
  expect(['/tidy', 'acme:build', ' /tidy '].map((name) => slashCommandSkill(command(name)))).toEqual([
    'tidy',
    'acme:build',
    'tidy',
  ])
})

test('a built-in command, or one without a name, is no skill', () => {
  expect(['/clear', 'model', '', '/'].map((name) => slashCommandSkill(command(name)))).toEqual([null, null, null, null])
})

test('a text that only talks of a command is none', () => {
  expect(slashCommandSkill('tidy up')).toBeUndefined()
  expect(slashCommandSkill('see <command-name>/tidy</command-name>')).toBeUndefined()
  expect(slashCommandSkill('<command-message>x</command-message>')).toBeUndefined()
})
