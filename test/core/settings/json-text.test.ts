import fc from 'fast-check'
import {expect, test} from 'vitest'
import {type JsonNode, parseJsonText} from '../../../src/core/settings/json-text.ts'

function valueOf(text: string, node: JsonNode): unknown {
  if (node.kind === 'scalar') return JSON.parse(text.slice(node.start, node.end))
  if (node.kind === 'array') return node.entries.map((entry) => valueOf(text, entry))
  return Object.fromEntries(node.entries.map(({key, value}) => [key, valueOf(text, value)]))
}

test('what JSON.parse reads is read alike, with the place of every value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, 3, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const node = parseJsonText(text)
      if (node.kind === 'fault') throw new Error(JSON.stringify(node))
      expect([node.start, node.end]).toEqual([0, text.length])
      expect(valueOf(text, node)).toEqual(JSON.parse(text))
    }),
  )
})

test.each(['{"a": ', '{"a": {"b": x}}', '[{"a": [1, }]'])(
  '%s is refused where the value of a member should be',
  (text) => {
    expect(parseJsonText(text)).toMatchObject({kind: 'fault', expected: 'a value'})
  },
)

test('what JSON.parse refuses is refused, whatever was done to the text', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.nat(),
      fc.constantFrom('', ',', '}', ']', '"', '\\', '\n', '0', '{', ' ', ':', '\u0001'),
      (value, at, put) => {
        const whole = JSON.stringify(value, null, 2)
        const place = at % (whole.length + 1)
        const text = whole.slice(0, place) + put + whole.slice(place + 1)
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        expect(parseJsonText(text).kind !== 'fault').toBe(isJson)
      },
    ),
    {numRuns: 2000},
  )
})

test.each([
  ['', {line: 1, column: 1, expected: 'a value', found: 'the end'}],
  ['\uFEFF nul', {line: 1, column: 2, expected: 'a value', found: '"nul"'}],
  ['{\r\n  "a": 1,\r\n}', {line: 3, column: 1, expected: 'a name in double quotes', found: '"}"'}],
  ['{\n  // no\n}', {line: 2, column: 3, expected: 'a name in double quotes', found: '"//"'}],
  ['{"a" 1}', {line: 1, column: 6, expected: "':'", found: '"1}"'}],
  ['[1 2]', {line: 1, column: 4, expected: "',' or ']'", found: '"2]"'}],
  ['{"a": 1 "b": 2}', {line: 1, column: 9, expected: "',' or '}'", found: '"\\"b\\":"'}],
  ['{} x', {line: 1, column: 4, expected: 'the end', found: '"x"'}],
  ['[\u00a01]', {line: 1, column: 2, expected: 'a value', found: '"\u00a0"'}],
  ['['.repeat(300), {line: 1, column: 202, expected: 'at most 200 levels', found: `"${'['.repeat(20)}"`}],
])('%j is refused at its place', (text, fault) => {
  expect(parseJsonText(text)).toEqual({kind: 'fault', ...fault})
})
