import {expect, test} from 'vitest'
import {armFinder, type ArmRule} from '../../../src/core/attribution/arm.ts'

function arm(
  project: string,
  {
    rules = [],
    home = '/home/mira',
    remote = null,
    cwd = project,
  }: {rules?: ArmRule[]; home?: string | null; remote?: string | null; cwd?: string} = {},
): string {
  return armFinder(rules, home)(cwd, {project, remote})
}

test('without a rule, the directory after the innermost of the usual parents is the arm', () => {
  expect(arm('/home/mira/src/harbor')).toBe('harbor')
  expect(arm('/home/mira/src/harbor/api')).toBe('harbor')
  expect(arm('/home/mira/work/clients/acme/site')).toBe('acme')
  expect(arm('/home/mira/github/src/lib')).toBe('lib')
  expect(arm(String.raw`C:\work\acme`)).toBe('acme')
})

test('else the project’s last folder; a parent that is the last folder counts as one', () => {
  expect(arm('/home/mira/notes')).toBe('notes')
  expect(arm('/home/mira/src')).toBe('src')
  expect(arm('/home/mira/notes/')).toBe('notes')
})

test('bare home is home, and no directory is unknown', () => {
  expect(arm('/home/mira')).toBe('home')
  expect(arm('/home/mira', {home: null})).toBe('mira')
  expect(arm('/')).toBe('unknown')
  expect(armFinder([], null)(null, null)).toBe('unknown')
  expect(armFinder([], null)('/x', null)).toBe('unknown')
})

test('the first rule that matches decides, on the directory, its project or the remote', () => {
  const rules: ArmRule[] = [
    {name: 'acme', paths: ['**/acme/**'], remotes: []},
    {name: 'tide', paths: [], remotes: ['github.com/tide/*']},
    {name: 'all', paths: ['/home/mira/src/*'], remotes: []},
  ]
  expect(arm('/home/mira/src/harbor', {rules})).toBe('all')
  expect(arm('/home/mira/src/acme', {rules})).toBe('acme')
  expect(arm('/home/mira/src/harbor', {rules, cwd: '/home/mira/src/harbor/acme/x'})).toBe('acme')
  expect(arm('/elsewhere', {rules})).toBe('elsewhere')
  for (const remote of [
    'git@github.com:tide/sea.git',
    'https://github.com/tide/sea.git',
    'https://mira:secret@github.com/tide/sea',
    'ssh://git@github.com:22/tide/sea.git',
  ]) {
    expect(arm('/elsewhere', {rules, remote})).toBe('tide')
  }
  expect(arm('/elsewhere', {rules, remote: 'https://github.com/other/sea'})).toBe('elsewhere')
})
