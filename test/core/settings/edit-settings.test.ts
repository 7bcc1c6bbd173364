import fc from 'fast-check'
import {expect, test} from 'vitest'
import {type EditedSettings, installSettings, uninstallSettings} from '../../../src/core/settings/edit-settings.ts'
import type {JsonFault} from '../../../src/core/settings/json-text.ts'
import {wantedSettings} from '../../../src/core/settings/wanted-settings.ts'

const invocation = {node: '/usr/bin/node', script: '/opt/pech/bin/pech.js', platform: 'linux'}
const choice = {failClosed: false, gatePrompts: false, statusLine: true}
const wanted = wantedSettings(invocation, choice)

function edited(result: EditedSettings | JsonFault): EditedSettings {
  if (result.kind === 'fault') throw new Error(JSON.stringify(result))
  return result
}
const install = (text: string | null, replace = false) => edited(installSettings(text, wanted, replace))
const uninstall = (text: string | null, backup: string | null) => edited(uninstallSettings(text, backup)).text

/** Settings as people have them. */
const FILES = {
  missing: null,
  empty: '',
  blank: ' \r\n',
  'an empty object': '{}',
  'an empty object with space': '{ \n}\n',
  'three spaces': '{\n   "model": "opus",\n   "permissions": {\n      "allow": []\n   }\n}\n',
  tabs: '{\n\t"model": "opus"\n}',
  CRLF: '{\r\n  "model": "opus"\r\n}\r\n',
  'one line': '{"model":"opus","env":{"A":"1"}}',
  'one spaced line': '{"model": "opus", "hooks": {}}\n',
  'a byte order mark': '\uFEFF{\n  "model": "opus"\n}\n',
  'odd indentation': '{ "a" : 1\n      ,"hooks" :\n {"Stop":[ ]},\n\n "z":[1,\n2 ]  }',
  'hooks of others':
    '{\n "hooks": {\n  "PreToolUse": [\n   {"matcher": "Bash", "hooks": [{"type": "command", "command": "x"}]}\n  ],\n  "Notification": []\n }\n}\n',
  'a handler without hooks': '{"hooks": {"PreToolUse": [{"matcher": "Bash"}]}}',
  'a status line of another': '{\n  "statusLine": {"type": "command",   "command": "mine"},\n  "x": 1\n}\n',
  'no status line': '{\n  "statusLine": null\n}\n',
} as const

test.each(Object.entries(FILES))(
  '%s: installing twice is installing once, and uninstalling restores every byte',
  (_, text) => {
    for (const replace of [false, true]) {
      const once = install(text, replace)
      expect(install(once.text, replace).text).toBe(once.text)
      expect(JSON.parse(once.text!.replace('\uFEFF', '')).hooks.Stop.at(-1)).toEqual({
        hooks: [wanted.hooks.get('Stop')],
      })
      expect(uninstall(once.text, text)).toBe(text)
    }
  },
)

test('uninstalling where nothing of pech is changes nothing', () => {
  for (const text of Object.values(FILES)) expect(uninstall(text, '{}')).toBe(text)
})

test("any settings: others' content is kept, and every byte comes back", () => {
  const handlers = fc.array(
    fc.record({type: fc.constant('command'), command: fc.constantFrom('a', 'pech statusline', 'b')}),
  )
  const groups = fc.array(
    fc.record({matcher: fc.string(), hooks: handlers.filter((all) => all.every(({command}) => command.length < 2))}),
    {maxLength: 3},
  )
  const settings = fc.record(
    {
      model: fc.string(),
      hooks: fc.dictionary(fc.constantFrom('Stop', 'PreToolUse', 'Notification'), groups),
      statusLine: fc.constantFrom(null, {type: 'command', command: 'mine'}),
      env: fc.dictionary(fc.string(), fc.string()),
    },
    {requiredKeys: [], noNullPrototype: true},
  )
  fc.assert(
    fc.property(settings, fc.constantFrom(undefined, 1, 2, 3, '\t'), fc.boolean(), (value, indent, replace) => {
      const text = JSON.stringify(value, null, indent)
      const once = install(text, replace)
      const {hooks: _hooks, statusLine: _line, ...rest} = JSON.parse(once.text!)
      const {hooks: _own, statusLine: _ownLine, ...expected} = JSON.parse(text)
      expect(rest).toEqual(expected)
      expect(install(once.text, replace).text).toBe(once.text)
      expect(uninstall(once.text, text)).toBe(text)
    }),
    {numRuns: 500},
  )
})

test("another's status line is kept unless it is to give way", () => {
  const text = FILES['a status line of another']
  expect(install(text)).toMatchObject({keptStatusLine: true})
  expect(JSON.parse(install(text).text!).statusLine.command).toBe('mine')
  const replaced = install(text, true)
  expect(replaced.keptStatusLine).toBe(false)
  expect(JSON.parse(replaced.text!).statusLine).toEqual(wanted.statusLine)
})

test('where the file was changed since, only what is of pech goes, and the old status line returns', () => {
  const before = FILES['a status line of another']
  const changed = install(before, true).text!.replace('"x": 1', '"x": 2')
  expect(JSON.parse(uninstall(changed, before)!)).toEqual({statusLine: {type: 'command', command: 'mine'}, x: 2})
})

test('without a backup, or with one that is none, what is of pech goes', () => {
  const text = '{\n  "model": "opus"\n}\n'
  expect(uninstall(install(text).text, null)).toBe(text)
  expect(uninstall(install(text).text, '{torn')).toBe(text)
  expect(uninstall(install(text).text, '[]')).toBe(text)
  expect(uninstall(install('{}').text, null)).toBeNull()
  expect(uninstall(install(text).text, '{"hooks": {"Stop": [null], "x": 1}}')).toBe(text)
})

test('handlers of an older installation give way to the new ones, in their place or not', () => {
  const older = edited(
    installSettings(
      null,
      wantedSettings({...invocation, script: '/old/pech.js'}, {...choice, gatePrompts: true}),
      false,
    ),
  )
  const doubled = older.text!.replace(
    '"Stop": [',
    '"Stop": [{"hooks": [{"type": "command", "command": "pech hook Stop"}, {"type": "command", "command": "mine"}]},',
  )
  const now = JSON.parse(install(doubled).text!)
  expect(JSON.stringify(now)).not.toContain('/old/')
  expect(now.hooks.UserPromptSubmit).toBeUndefined()
  expect(now.hooks.Stop).toEqual([{hooks: [{type: 'command', command: 'mine'}]}, {hooks: [wanted.hooks.get('Stop')]}])
  const others = wantedSettings({...invocation, script: '/new/pech.js'}, {...choice, statusLine: false})
  const without = JSON.parse(edited(installSettings(older.text, others, false)).text!)
  expect(without.statusLine).toBeUndefined()
})

test('a handler of pech beside one of another in the same group leaves it alone', () => {
  const text =
    '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "mine"}, {"type": "command", "command": "pech hook Stop"}]}]}}'
  expect(uninstall(text, null)).toBe('{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "mine"}]}]}}')
})

test('settings that switch hooks off say so', () => {
  expect(install('{"disableAllHooks": true}').hooksDisabled).toBe(true)
  expect(install('{"disableAllHooks": false}').hooksDisabled).toBe(false)
})

test.each([
  ['{\n  "a": 1,\n}', 3, 1, 'a name in double quotes'],
  ['[]', 1, 1, 'an object'],
  ['{"hooks": []}', 1, 11, 'an object'],
  ['{"hooks":\n {"Stop": {}}}', 2, 11, 'a list'],
  ['{"hooks": {"Stop": [1]}}', 1, 21, 'an object'],
  ['{"hooks": {"Stop": [{"hooks": 1}]}}', 1, 31, 'a list'],
])('%j is refused at %s:%s', (text, line, column, expected) => {
  expect(installSettings(text, wanted, false)).toMatchObject({kind: 'fault', line, column, expected})
  expect(uninstallSettings(text, null)).toMatchObject({kind: 'fault', line, column, expected})
})

test('what the caller does wrong is not taken for a fault of the file', () => {
  const broken = new Map([['Stop', {...wanted.hooks.get('Stop')!, toJSON: () => expect.unreachable()}]])
  expect(() => installSettings('{}', {...wanted, hooks: broken}, false)).toThrow('not to be reached')
})
