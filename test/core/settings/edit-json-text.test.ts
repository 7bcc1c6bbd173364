import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  type JsonContainer,
  layoutOf,
  withEntry,
  withoutEntry,
  withValue,
} from '../../../src/core/settings/edit-json-text.ts'
import {type JsonNode, parseJsonText} from '../../../src/core/settings/json-text.ts'

function container(text: string): JsonContainer {
  const node: JsonNode | {kind: 'fault'} = parseJsonText(text)
  if (node.kind === 'object' || node.kind === 'array') return node
  throw new Error(`no container: ${text}`)
}

const add = (text: string, entry: {key?: string; value: object}) => {
  const root = container(text)
  return withEntry(text, root, entry, layoutOf(text, root))
}

test.each([
  ['{}', {key: 'b', value: {c: [1]}}, '{\n  "b": {\n    "c": [\n      1\n    ]\n  }\n}'],
  ['{}\r\n', {key: 'b', value: {c: 1}}, '{\r\n  "b": {\r\n    "c": 1\r\n  }\r\n}\r\n'],
  ['{\n   "a": 1\n}\n', {key: 'b', value: {c: 2}}, '{\n   "a": 1,\n   "b": {\n      "c": 2\n   }\n}\n'],
  ['{\n\t"a": 1}', {key: 'b', value: {c: 2}}, '{\n\t"a": 1,\n\t"b": {\n\t\t"c": 2\n\t}}'],
  ['{\n"a": 1\n}', {key: 'b', value: {c: 2}}, '{\n"a": 1,\n"b": {\n  "c": 2\n}\n}'],
  ['{"a":1}', {key: 'b', value: {c: [1, 2]}}, '{"a":1,"b":{"c":[1,2]}}'],
  ['{"a": 1}', {key: 'b', value: {c: [1, 2], d: {}}}, '{"a": 1, "b": {"c": [1, 2], "d": {}}}'],
  ['{"a": 1,\n "b": 2}', {key: 'c', value: {d: [1, 2]}}, '{"a": 1,\n "b": 2, "c": {"d": [1, 2]}}'],
  ['[]', {value: {c: 1}}, '[\n  {\n    "c": 1\n  }\n]'],
])('to %j is added %j in the manner of the file', (text, entry, expected) => {
  expect(add(text, entry)).toBe(expected)
})

test('into an empty object on the only line, an entry is added on that line', () => {
  const text = '{"a": {}}'
  const root = parseJsonText(text)
  const inner = root.kind === 'object' ? root.entries[0]!.value : root
  if (inner.kind !== 'object' || root.kind !== 'object') throw new Error('no object')
  expect(withEntry(text, inner, {key: 'b', value: [1]}, layoutOf(text, root))).toBe('{"a": {"b": [1]}}')
})

test('a value is replaced in the manner of the file', () => {
  const replace = (text: string) => {
    const root = parseJsonText(text)
    if (root.kind !== 'object') throw new Error('no object')
    return withValue(text, root.entries[0]!.value, {c: 2}, layoutOf(text, root))
  }
  expect(replace('{\n   "a": null,\n   "b": 1\n}')).toBe('{\n   "a": {\n      "c": 2\n   },\n   "b": 1\n}')
  expect(replace('{"a":1}')).toBe('{"a":{"c":2}}')
})

test('the layout of a text that is no object is the usual one', () => {
  expect(layoutOf('1', {kind: 'scalar', start: 0, end: 1})).toEqual({
    unit: '  ',
    lineEnd: '\n',
    oneLine: false,
    spaced: false,
  })
})

test('any entry can be taken out, and the rest is what it was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), {minLength: 1, maxLength: 5}),
      fc.nat(),
      fc.constantFrom(undefined, 1, 3, '\t'),
      (values, pick, indent) => {
        const text = JSON.stringify(values, null, indent)
        const index = pick % values.length
        const rest = JSON.parse(text).toSpliced(index, 1)
        expect(JSON.parse(withoutEntry(text, container(text), index))).toEqual(rest)
      },
    ),
  )
})

test('what was added last is taken back byte by byte', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue(), {minKeys: 1, noNullPrototype: true})
  fc.assert(
    fc.property(object, fc.jsonValue(), fc.constantFrom(undefined, 1, 3, '\t', 8), (before, value, indent) => {
      const text = JSON.stringify(before, null, indent)
      const added = add(text, {key: 'added here', value: {value}})
      expect(JSON.parse(added)).toEqual({...JSON.parse(text), 'added here': {value: JSON.parse(JSON.stringify(value))}})
      expect(withoutEntry(added, container(added), container(added).entries.length - 1)).toBe(text)
    }),
  )
})
