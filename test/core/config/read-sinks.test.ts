import {expect, test} from 'vitest'
import {configOf, findingsOf} from './config-text.ts'

const sinksOf = (text: string) => configOf(`sinks: [${text}]`).config.sinks
const codesOf = (text: string) => configOf(`sinks: [${text}]`).findings.map(({code, where}) => `${where} ${code}`)

test('a sink without events takes all; with an empty list, none', () => {
  expect(sinksOf('{name: a, type: command, command: [x]}')[0]?.events).toEqual(['*'])
  expect(sinksOf('{name: a, type: command, command: [x], events: []}')[0]?.events).toEqual([])
  expect(sinksOf('{name: a, type: command, command: [x], events: pech.budget.*}')[0]?.events).toEqual(['pech.budget.*'])
})

test.each([
  ['{type: command, command: [x]}', 'sinks[0] KEY_MISSING'],
  ['{name: a, command: [x]}', 'sinks[0] KEY_MISSING'],
  ['{name: a, type: command}', 'sinks[0] KEY_MISSING'],
  ['{name: a, type: webhook}', 'sinks[0] KEY_MISSING'],
  ['{name: a, type: command, command: x y}', 'sinks[0].command VALUE_UNEXPECTED'],
  ['{name: a, type: command, command: []}', 'sinks[0].command VALUE_UNEXPECTED'],
  ['{name: a, type: command, command: [""]}', 'sinks[0].command VALUE_UNEXPECTED'],
  ['{name: a, type: command, command: [x, 7]}', 'sinks[0].command VALUE_UNEXPECTED'],
  ['{name: a, type: command, command: [x], url: "https://x.example"}', 'sinks[0].url KEY_UNKNOWN'],
  ['{name: a, type: webhook, url: x}', 'sinks[0].url VALUE_UNEXPECTED'],
  ['{name: a, type: webhook, url: 7}', 'sinks[0].url VALUE_UNEXPECTED'],
  ['{name: a, type: webhook, url: "ftp://x.example"}', 'sinks[0].url VALUE_UNEXPECTED'],
  ['{name: a, type: webhook, url: "https://u@x.example"}', 'sinks[0].url VALUE_UNEXPECTED'],
  ['{name: a, type: webhook, url: "https://:p@x.example"}', 'sinks[0].url VALUE_UNEXPECTED'],
  ['{name: a, type: webhook, url: "https://x.example", token: t}', 'sinks[0].token KEY_UNKNOWN'],
  ['{name: a, type: webhook, url: "https://x.example", secret_env: 7}', 'sinks[0].secret_env VALUE_UNEXPECTED'],
  [
    '{name: a, type: webhook, url: "https://x.example", allow_private: [7]}',
    'sinks[0].allow_private[0] VALUE_UNEXPECTED',
  ],
  ['a', 'sinks[0] VALUE_UNEXPECTED'],
])('half a sink sends nothing: %s', (text, finding) => {
  expect([sinksOf(text), codesOf(text)]).toEqual([[], [finding]])
})

test('a wrong time limit is no reason to send nothing', () => {
  const text = '{name: a, type: webhook, url: "http://x.example/", timeout_seconds: 0}'
  expect(sinksOf(text)).toMatchObject([{timeoutSeconds: 10}])
  expect(codesOf(text)).toEqual(['sinks[0].timeout_seconds VALUE_UNEXPECTED'])
})

test('of two sinks with one name the first is in force', () => {
  expect(
    findingsOf('sinks:\n- {name: a, type: command, command: [x]}\n- {name: a, type: command, command: [y]}'),
  ).toEqual(['3:10 sinks[1].name NAME_DUPLICATE'])
})

test('a sink that is wrong in itself leaves its name to the next one', () => {
  const text = '{name: a, type: command, command: []}, {name: a, type: command, command: [x]}'
  expect(sinksOf(text)).toMatchObject([{name: 'a', command: ['x']}])
})
