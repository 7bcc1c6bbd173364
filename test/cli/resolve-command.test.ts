import {expect, test} from 'vitest'
import {resolveCommand} from '../../src/cli/resolve-command.ts'

const ids = ['report', 'budget:check', 'budget:set', 'budget:set:all', 'rates:show']
const resolve = (...argv: string[]) => resolveCommand(argv, ids, ['exit-codes'])

test('the longest run of words that names a command is the command', () => {
  expect(resolve('report', '--by', 'model')).toEqual({kind: 'run', id: 'report', argv: ['--by', 'model']})
  expect(resolve('budget', 'set', 'all', 'x')).toEqual({kind: 'run', id: 'budget:set:all', argv: ['x']})
  expect(resolve('budget', 'set', 'some')).toEqual({kind: 'run', id: 'budget:set', argv: ['some']})
})

test('flags without values may stand before the command', () => {
  expect(resolve('--json', '--quiet', 'report', 'x')).toEqual({
    kind: 'run',
    id: 'report',
    argv: ['x', '--json', '--quiet'],
  })
})

test('nothing, or a plea for help alone, is answered with the overview', () => {
  for (const argv of [[], ['--help'], ['-h'], ['help'], ['help', '--json'], ['--json']]) {
    expect(resolve(...argv)).toEqual({kind: 'help', subject: ''})
  }
})

test('help on a command can be asked for in both ways', () => {
  expect(resolve('help', 'budget', 'set')).toEqual({kind: 'help', subject: 'budget:set'})
  expect(resolve('budget', 'set', '--json', '-h')).toEqual({kind: 'help', subject: 'budget:set'})
  expect(resolve('budget', '--help')).toEqual({kind: 'help', subject: 'budget'})
  expect(resolve('help', 'exit-codes')).toEqual({kind: 'help', subject: 'exit-codes'})
})

test('what stands after -- asks for no help', () => {
  expect(resolve('report', '--', '--help')).toEqual({kind: 'run', id: 'report', argv: ['--', '--help']})
})

test.each([['--version'], ['-v'], ['-V']])('%s asks for the version', (flag) => {
  expect(resolve(flag)).toEqual({kind: 'version'})
})

test.each([
  {argv: ['reprot'], code: 'COMMAND_UNKNOWN', hint: 'did you mean `pech report`?'},
  {argv: ['zzzzzz'], code: 'COMMAND_UNKNOWN', hint: 'see `pech help`'},
  {argv: ['budgte'], code: 'COMMAND_UNKNOWN', hint: 'did you mean `pech budget`?'},
  {argv: ['budget', 'chekc'], code: 'COMMAND_UNKNOWN', hint: 'did you mean `pech budget check`?'},
  {argv: ['budget', 'zzzzzz'], code: 'COMMAND_UNKNOWN', hint: 'write `pech budget check|set|set all`'},
  {argv: ['budget'], code: 'COMMAND_INCOMPLETE', hint: 'write `pech budget check|set|set all`'},
  {argv: ['budget', '--json'], code: 'COMMAND_INCOMPLETE', hint: 'write `pech budget check|set|set all`'},
  {argv: ['--jsno'], code: 'USAGE', hint: 'did you mean `pech --json`?'},
  {argv: ['help', 'exit-code'], code: 'COMMAND_UNKNOWN', hint: 'did you mean `pech help exit-codes`?'},
  {argv: ['--', 'report'], code: 'USAGE', hint: 'see `pech help`'},
])('$argv is no command: $hint', ({argv, code, hint}) => {
  expect(() => resolve(...argv)).toThrow(expect.objectContaining({code, hint}))
})
