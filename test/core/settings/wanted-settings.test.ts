import {expect, test} from 'vitest'
import {isOfPech, wantedSettings} from '../../../src/core/settings/wanted-settings.ts'

const invocation = {node: '/usr/bin/node', script: '/opt/pech/bin/pech.js', platform: 'linux'}
const choice = {failClosed: false, gatePrompts: false, statusLine: true}

test('seven events reach pech by absolute paths, without a shell', () => {
  const {hooks, statusLine} = wantedSettings(invocation, choice)
  expect([...hooks.keys()]).toEqual([
    'SessionStart',
    'PreToolUse',
    'PostToolUse',
    'PreCompact',
    'Stop',
    'SubagentStop',
    'SessionEnd',
  ])
  expect(hooks.get('PreToolUse')).toEqual({
    type: 'command',
    command: '/usr/bin/node',
    args: ['/opt/pech/bin/pech.js', 'hook', 'PreToolUse'],
    timeout: 5,
  })
  expect(statusLine).toEqual({type: 'command', command: '/usr/bin/node /opt/pech/bin/pech.js statusline', padding: 0})
})

test('only the gates block when they fail, and only when that is wanted', () => {
  const {hooks, statusLine} = wantedSettings(invocation, {failClosed: true, gatePrompts: true, statusLine: false})
  const blocking = [...hooks].filter(([, {onFailure}]) => onFailure === 'block').map(([event]) => event)
  expect(blocking).toEqual(['PreToolUse', 'UserPromptSubmit'])
  expect(hooks.get('UserPromptSubmit')?.args).toEqual(['/opt/pech/bin/pech.js', 'budget', 'check', '--hook'])
  expect(statusLine).toBeNull()
})

test('whatever pech writes, on any system, it knows again', () => {
  for (const [node, script, platform] of [
    ['/usr/bin/node', '/opt/pech/bin/pech.js', 'linux'],
    ['/a b/node', "/it's/bin/pech.js", 'darwin'],
    [String.raw`C:\Program Files\node.exe`, String.raw`C:\my pech\bin\pech.js`, 'win32'],
  ] as const) {
    const {hooks, statusLine} = wantedSettings({node, script, platform}, {...choice, gatePrompts: true})
    for (const handler of hooks.values()) expect(isOfPech(handler)).toBe(true)
    expect(isOfPech(statusLine)).toBe(true)
  }
})

test.each([
  [{command: 'pech statusline'}, true],
  [{command: 'pech', args: ['hook', 'Stop']}, true],
  [{command: 'npx pech statusline'}, true],
  [{command: '~/bin/line.sh | pech statusline'}, false],
  [{command: 'pech statusline && rm x'}, false],
  [{command: 'pech  statusline'}, false],
  [{command: 'pech;statusline'}, false],
  [{command: "'unclosed pech statusline"}, false],
  [{command: 'pech report'}, false],
  [{command: 'pech', args: ['report']}, false],
  [{command: 'node', args: ['x', 'y', '/z/pech.js', 'hook', 'Stop']}, false],
  [{command: 'node', args: ['/z/mypech.js', 'hook', 'Stop']}, false],
  [{command: 7}, false],
  [{type: 'http'}, false],
  [null, false],
  ['pech statusline', false],
])('%j is pech: %s', (value, isOurs) => {
  expect(isOfPech(value)).toBe(isOurs)
})
