import {expect, test} from 'vitest'
import {attributionRules} from '../../../src/io/config/attribution-rules.ts'
import {loadConfig} from '../../../src/io/config/load-config.ts'

const {config: defaults} = loadConfig({config: '/nowhere/config.yaml', dataFolder: '/nowhere'})
const pricer = {familyOf: (model: string) => (model === 'claude-opus-9' ? 'opus' : null)}

function armOf(paths: string[], cwd: string, {home = '/home/me', project = cwd} = {}): string {
  const config = {arms: [{name: 'mine', paths, remotes: ['github.com/acme/*']}], roles: []}
  return attributionRules(config, home, pricer).rules.arm(cwd, {project, remote: null})
}

test.each([
  ['~/work/x', '/home/me/work/x'],
  ['~/work/x', '/home/me/work/x/deep/er'],
  ['~/work/x/', '/home/me/work/x'],
  ['~', '/home/me/other'],
  ['/srv/*', '/srv/a/b/c'],
  ['**/client-*', '/any/where/client-7/src'],
  ['/srv/**', '/srv'],
  ['/srv/plat?orm', '/srv/platform/api'],
  ['C:\\work\\x', 'C:\\work\\x\\deep'],
])('the path %s takes %s', (path, cwd) => {
  expect(armOf([path], cwd)).toBe('mine')
})

test.each([
  ['~/work/x', '/home/me/work/xy'],
  ['~/work/x', '/home/you/work/x'],
  ['/srv/*', '/srv'],
  ['/srv/a*', '/srv/b/a1'],
])('the path %s does not take %s', (path, cwd) => {
  expect(armOf([path], cwd)).not.toBe('mine')
})

test('a home folder with a dollar sign in its name is taken as it is', () => {
  expect(armOf(['~/x'], '/home/$&/x', {home: '/home/$&'})).toBe('mine')
})

test('without a home folder, ~ matches nothing', () => {
  const {rules} = attributionRules({arms: [{name: 'mine', paths: ['~/x'], remotes: []}], roles: []}, null, pricer)
  expect(rules.arm('/home/me/x', {project: '/home/me/x', remote: null})).toBe('x')
})

test('a remote decides where no path does', () => {
  const config = {arms: [{name: 'acme', paths: [], remotes: ['github.com/acme/*']}], roles: []}
  const {rules} = attributionRules(config, '/home/me', pricer)
  expect(rules.arm('/tmp/a', {project: '/tmp/a', remote: 'git@github.com:acme/api.git'})).toBe('acme')
})

test('the first rule that matches an agent gives its role; without one there is none', () => {
  const roles = [
    {agent: 'Plan', role: 'orchestrator'},
    {agent: '*-reviewer', role: 'validator'},
    {agent: 'code-*', role: 'executor'},
  ] as const
  const {rules} = attributionRules({arms: [], roles}, null, pricer)
  expect(['Plan', 'code-reviewer', 'code-writer', 'main'].map(rules.role)).toEqual([
    'orchestrator',
    'validator',
    'executor',
    null,
  ])
})

test('the family is that of the card', () => {
  const {rules} = attributionRules(defaults, null, pricer)
  expect(['claude-opus-9', 'x'].map(rules.family)).toEqual(['opus', null])
})

test('the fingerprint tells of arms, roles and home, and of nothing else', () => {
  const fingerprint = (config: Parameters<typeof attributionRules>[0], home: string | null = '/h') =>
    attributionRules(config, home, pricer).fingerprint
  const same = fingerprint(defaults)
  expect(fingerprint({...defaults})).toBe(same)
  expect(
    new Set([
      same,
      fingerprint(defaults, null),
      fingerprint({...defaults, arms: [{name: 'a', paths: ['/a'], remotes: []}]}),
      fingerprint({...defaults, arms: [{name: 'a', paths: ['/b'], remotes: []}]}),
      fingerprint({...defaults, roles: [{agent: 'a', role: 'executor'}]}),
    ]).size,
  ).toBe(5)
})
